import { expect } from 'vitest'

// What an entry promises, asked of whatever it answered. Plain checks: an assertion that prints a bomb would be one itself.

const tagOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, '_tag') : undefined

/** A Left with a message for people, or a Right. */
export const expectEither = (answer: unknown): void => {
  const tag = tagOf(answer)
  expect(tag === 'Left' || tag === 'Right').toBe(true)
  if (tag !== 'Left' || typeof answer !== 'object' || answer === null) return
  const fault: unknown = Reflect.get(answer, 'left')
  expect(typeof tagOf(fault)).toBe('string')
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

/** An AsyncIterable of Eithers, read to its end or to so many pages. */
export const expectPages = async (pages: unknown, pagesMax = 20): Promise<void> => {
  const iterable = pages as AsyncIterable<unknown>
  let read = 0
  for await (const page of iterable) {
    expectEither(page)
    read += 1
    if (read >= pagesMax) break
  }
}
