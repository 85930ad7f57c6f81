import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import type { LivePage, LogFilter, SubscribeOptions } from './event-store.ts'
import type { StoreFault } from './faults.ts'
import type { Position } from './stored-event.ts'
import { totalPages } from './total.ts'

/** What following a log needs of a store. */
export type LogSource = {
  /** The next events after a position, or from the beginning when there is none. */
  readonly readPage: (
    after: Position | undefined,
    options: { readonly filter?: LogFilter; readonly pageSize?: number; readonly signal: AbortSignal },
  ) => Promise<Either<StoreFault, LivePage>>
  /**
   * Settles as soon as the log may hold more than `position`, at once if it holds it already, and when `signal` aborts
   * or the store closes. Waking up too often is harmless; not waking up loses events.
   */
  readonly changed: (position: Position, signal: AbortSignal) => Promise<void>
}

/**
 * `subscribe` for a store that can read a page after a position: every page is read from the log, so there is no buffer
 * to overflow and no hand-over between catching up and live where an event could be lost or repeated.
 */
export const followLog = (
  source: LogSource,
  options: SubscribeOptions,
): AsyncIterable<Either<StoreFault, LivePage>> => totalPages(() => follow(source, options))

async function* follow(
  source: LogSource,
  options: SubscribeOptions,
): AsyncGenerator<Either<StoreFault, LivePage>, void> {
  const { signal } = options
  let position = options.after
  // Whether the consumer knows that it has everything; it is told once, by an empty page if need be.
  let told = false
  while (!signal.aborted) {
    const page = await source.readPage(position, options)
    if (signal.aborted) return
    if (isLeft(page)) {
      yield page
      return
    }
    const news = page.right.position !== position || !told
    position = page.right.position
    told = page.right.caughtUp
    if (news) yield page
    if (told && !signal.aborted) await source.changed(position, signal)
  }
}
