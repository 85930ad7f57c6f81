const baseMs = 2
const capMs = 32

/**
 * Waits that grow, each of a random length from none to all of it (full jitter: those who met once do not meet again), until
 * the patience ends.
 */
export const startPatience = ({
  patienceMs,
  clock,
  random,
  sleep,
}: {
  readonly patienceMs: number
  readonly clock: () => number
  readonly random: () => number
  readonly sleep: (ms: number) => Promise<void>
}) => {
  const from = clock()
  let slept = 0
  let pauses = 0
  return {
    /** False when the patience has ended. */
    pause: async (): Promise<boolean> => {
      // What was slept counts, too, a millisecond at least: a clock that stands still ends no patience.
      if (Math.max(clock() - from, slept) >= patienceMs) return false
      const ms = random() * Math.min(capMs, baseMs * 2 ** pauses)
      pauses += 1
      slept += Math.max(ms, 1)
      await sleep(ms)
      return true
    },
  }
}

export type Patience = ReturnType<typeof startPatience>

export const sleepFor = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal?.addEventListener('abort', end)
  })
