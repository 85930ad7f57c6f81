import type { Readable, Writable } from 'node:stream'
import { v7 as uuidV7 } from 'uuid'

/** Where the command line stands: its streams, its directory, its clock. Tests and the demo give their own. */
export type Io = {
  readonly in: Readable
  readonly out: Terminal
  readonly err: Terminal
  /** Relative file names are meant from here. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** UTC milliseconds. */
  readonly clock: () => number
  readonly newId: () => string
  /** Aborted by Ctrl-C ('interrupted'), SIGTERM ('terminated'), or when nobody reads the answer any more ('unread'). */
  readonly signal: AbortSignal
}

/** A stream that may be a terminal. */
export type Terminal = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** Whether to use colours and progress bars there. */
export const isTerminal = (stream: Terminal): boolean => stream.isTTY === true
export const hasColours = ({ env }: Io, stream: Terminal): boolean =>
  isTerminal(stream) && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb'

/** Whether the user wants an end; a reader who went away is no reason to stop work half done. */
export const isInterrupted = ({ signal }: Io): boolean => signal.aborted && signal.reason !== 'unread'

/** Which signal asked for the end. */
export const signalOf = ({ signal }: Io): 'SIGINT' | 'SIGTERM' =>
  signal.reason === 'terminated' ? 'SIGTERM' : 'SIGINT'

/** This process. The first Ctrl-C asks for an orderly end, the second ends at once. */
export const processIo = (): Io => {
  const abort = new AbortController()
  process.once('SIGINT', () => abort.abort('interrupted'))
  process.once('SIGTERM', () => abort.abort('terminated'))
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // The reader has seen enough, as `head` has.
      if (error.code === 'EPIPE') abort.abort('unread')
      else throw error
    })
  }
  return {
    in: process.stdin,
    out: process.stdout,
    err: process.stderr,
    cwd: process.cwd(),
    env: process.env,
    clock: Date.now,
    newId: () => uuidV7(),
    signal: abort.signal,
  }
}
