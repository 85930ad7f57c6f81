/** What the client's reads have in common. */
export type ReadableStream<A> = AsyncIterable<A> & {
  readonly on: (event: 'error', listener: (error: unknown) => void) => unknown
  readonly cancel: () => Promise<void>
  readonly destroy: (error: Error) => unknown
  readonly resume: () => unknown
}
