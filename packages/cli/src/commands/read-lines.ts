import { createReadStream } from 'node:fs'
import { type Either, right } from 'fp-ts/lib/Either.js'
import type { Failure } from '../failure.ts'
import { unreadable } from '../input-file.ts'
import type { Io } from '../io.ts'

export type Line = { readonly number: number; readonly text: string }

/**
 * The lines that are not blank, as they come; ends after a Left, and when the command is interrupted.
 * @param path null: stdin
 */
export async function* readLines(io: Io, path: string | null): AsyncGenerator<Either<Failure, Line>> {
  const source = path === null ? io.in : createReadStream(path)
  // Whoever waits for the next line at a terminal would wait for ever.
  const stop = () => source.destroy()
  io.signal.addEventListener('abort', stop)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let number = 0
  let rest = ''
  try {
    for await (const chunk of source) {
      rest += decoder.decode(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)), { stream: true })
      const complete = rest.split('\n')
      rest = complete.pop() ?? ''
      for (const text of complete) {
        number += 1
        if (text.trim() !== '') yield right({ number, text })
      }
    }
    rest += decoder.decode()
    if (rest.trim() !== '') yield right({ number: number + 1, text: rest })
  } catch (error) {
    if (!io.signal.aborted) yield unreadable(path ?? 'stdin', error)
  } finally {
    io.signal.removeEventListener('abort', stop)
  }
}
