import { expect } from 'vitest'
import type { Promised } from './entry.ts'

// What an entry promises, asked of whatever it answered. Plain checks: an assertion that prints a bomb would be one itself.

const tagOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, '_tag') : undefined

/** A Left with a message for people, or a Right. */
export const expectEither = (answer: unknown): void => {
  const tag = tagOf(answer)
  expect(tag === 'Left' || tag === 'Right').toBe(true)
  if (tag !== 'Left' || typeof answer !== 'object' || answer === null) return
  const fault: unknown = Reflect.get(answer, 'left')
  // A failure of the command line has an exit code for a tag.
  const isFault =
    typeof tagOf(fault) === 'string' || (typeof fault === 'object' && fault !== null && 'exitCode' in fault)
  expect(isFault).toBe(true)
  const message: unknown = typeof fault === 'object' && fault !== null ? Reflect.get(fault, 'message') : ''
  // Nobody reads a message of megabytes, and no terminal should obey one.
  expect(typeof message === 'string' && message.length > 0 && message.length < 1_000_000).toBe(true)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  expect(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(String(message))).toBe(
    false,
  )
}

/** A TaskEither: run, it settles as an Either. */
export const expectTask = async (task: unknown): Promise<void> => {
  expect(typeof task).toBe('function')
  if (typeof task === 'function') expectEither(await task())
}

const isPages = (u: unknown): u is AsyncIterable<unknown> =>
  typeof u === 'object' && u !== null && Symbol.asyncIterator in u

/** An AsyncIterable of Eithers, read to its end or to so many pages. */
export const expectPages = async (pages: unknown, pagesMax = 20): Promise<void> => {
  if (!isPages(pages)) return expect(pages).toBe('pages')
  let read = 0
  for await (const page of pages) {
    expectEither(page)
    read += 1
    if (read >= pagesMax) break
  }
}

/** Calls an entry and holds it to its promise: it may not throw, and what it answers settles as an Either. */
export const expectKept = async (promise: Promised, call: () => unknown): Promise<void> => {
  const answer = call()
  if (promise === 'either') expectEither(answer)
  else if (promise === 'task') await expectTask(answer)
  else if (promise === 'pages') await expectPages(answer)
  else expect(typeof (await answer)).toBe('number')
}
