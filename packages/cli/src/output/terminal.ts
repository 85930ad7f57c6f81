import type { Io, Terminal } from '../io.ts'
import { isInterrupted } from '../io.ts'
import { harmless, harmlessButMarks } from './harmless.ts'
import { paint } from './style.ts'

// The one place through which everything passes that this program writes to a terminal, a pipe or a file in place of one;
// a test holds that there is no other.

/** Plain words to stdout. @returns false when nobody reads any more, or wants to */
export const writeOut = (io: Io, text: string): Promise<boolean> => writeTo(io, io.out, harmless(text))

/** An answer with its emphases. @returns as `writeOut` */
export const writeStyled = (io: Io, text: string): Promise<boolean> =>
  writeTo(io, io.out, paint(io.out, harmlessButMarks(text)))

/** Remarks and complaints to stderr. They are still said when the user wants an end, but nobody waits for them long. */
export const writeErr = async (io: Io, text: string): Promise<void> => {
  const written = write(io.err, harmless(text))
  await (isInterrupted(io)
    ? Promise.race([written, later(lastWordsMillis)])
    : unlessAborted(io.signal, written))
}

const lastWordsMillis = 250

/**
 * Bytes for a program: exactly what is stored. A terminal is no program: there they are made harmless too.
 * @returns as `writeOut`
 */
export const writeRaw = (io: Io, text: string): Promise<boolean> =>
  writeTo(io, io.out, io.out.isTTY === true ? harmless(text) : text)

/** For those who run parts of the command line in their own process. @returns false when nobody reads any more */
export const writeText = (stream: Terminal, text: string): Promise<boolean> =>
  write(stream, paint(stream, harmlessButMarks(text)))

/** In pieces: between them a signal is heard, and a reader who has gone is noticed. */
const writeTo = async (io: Io, stream: Terminal, text: string): Promise<boolean> => {
  for (const piece of pieces(text)) {
    if (isInterrupted(io)) return false
    // Nobody may drain the pipe: whoever wants an end does not wait for it.
    if (!(await unlessAborted(io.signal, write(stream, piece)))) return false
    // Streams that write at once never give the event loop a turn, and a signal is heard only there.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return true
}

const pieces = function* (text: string): Generator<string> {
  let at = 0
  do {
    const end = at + pieceLength
    // Not between the two halves of a character.
    const next = (text.codePointAt(end - 1) ?? 0) > 0xffff ? end + 1 : end
    yield text.slice(at, next)
    at = next
  } while (at < text.length)
}

const pieceLength = 65_536

const write = (stream: Terminal, text: string): Promise<boolean> =>
  new Promise((resolve) => {
    if (stream.destroyed || stream.errored) resolve(false)
    else stream.write(text, (error) => resolve(error === null || error === undefined))
  })

const later = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis))

const unlessAborted = (signal: AbortSignal, work: Promise<boolean>): Promise<boolean> =>
  new Promise((resolve) => {
    const giveUp = () => resolve(false)
    signal.addEventListener('abort', giveUp, { once: true })
    void work.then((done) => {
      signal.removeEventListener('abort', giveUp)
      resolve(done)
    })
  })
