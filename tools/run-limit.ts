import type { TestProject } from 'vitest/node'

/** What nothing comes near on the busiest machine. */
const limitMinutes = 80

/**
 * No test has a time limit, for a busy machine reaches any of them sooner than a bug does. What hangs is caught here: one limit
 * for the whole run.
 */
export const setup = (_: TestProject): void => {
  setTimeout(() => {
    console.error(`The tests did not end within ${limitMinutes} minutes: something hangs.`)
    process.exit(1)
  }, limitMinutes * 60_000).unref()
}
