import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { type Either, right } from 'fp-ts/lib/Either.js'
import type { Failure } from '../failure.ts'
import { unreadable } from '../input-file.ts'
import type { Io } from '../io.ts'

/** A line, or the number alone of one that is longer than any command. */
export type Line = { readonly number: number; readonly text: string | null }

/** No event holds more than 1 MiB; a command may be written with an escape for every character. */
export const lineBytesMax = 8 * 1_048_576

/**
 * The lines that are not blank, as they come; ends after a Left, and when the command is interrupted. No more than one line is
 * in memory, and of one that does not end no more than `lineBytesMax`.
 * @param path null: stdin
 */
export async function* readLines(io: Io, path: string | null): AsyncGenerator<Either<Failure, Line>> {
  const source: Readable = path === null ? io.in : createReadStream(path)
  // Whoever waits for the next line at a terminal would wait for ever.
  const stop = () => source.destroy()
  io.signal.addEventListener('abort', stop)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const gathered = gatherLine()
  let number = 0
  try {
    for await (const chunk of source) {
      // What comes in is looked at once, and a line joined once, however many pieces it came in.
      const text = decoder.decode(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)), {
        stream: true,
      })
      let from = 0
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
        gathered.add(text.slice(from, end))
        from = end + 1
        number += 1
        const line = gathered.take()
        if (line === null || line.trim() !== '') yield right({ number, text: line })
      }
      gathered.add(text.slice(from))
    }
    gathered.add(decoder.decode())
    const line = gathered.take()
    if (line === null || line.trim() !== '') yield right({ number: number + 1, text: line })
  } catch (error) {
    if (!io.signal.aborted) yield unreadable(path ?? 'stdin', error)
  } finally {
    io.signal.removeEventListener('abort', stop)
  }
}

/** A line in the making; of one that grows too long only that is remembered. */
const gatherLine = () => {
  let pieces: string[] = []
  let length = 0
  return {
    add: (piece: string): void => {
      length += piece.length
      if (length <= lineBytesMax) pieces.push(piece)
      else pieces = []
    },
    /** @returns null: it was too long */
    take: (): string | null => {
      const line = length <= lineBytesMax ? pieces.join('') : null
      pieces = []
      length = 0
      return line
    },
  }
}
