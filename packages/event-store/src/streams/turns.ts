/** A turn is a courtesy: whoever takes longer goes on beside the next one, and the store's conflicts keep them apart. */
const turnMs = 250

type Turn = { readonly begun: Promise<void>; readonly ended: Promise<void> }

/**
 * One after the other for each key, in the order in which they came; other keys are not held up.
 *
 * Nobody waits for a turn that does not end: two commands that each handle a second one on the other's stream would wait for each
 * other for ever, and a slow one would hold up everybody.
 */
export const createTurns = ({
  sleep,
}: {
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}) => {
  const last = new Map<string, Turn>()

  const wait = async ({ begun, ended }: Turn): Promise<void> => {
    await begun
    const stop = new AbortController()
    await Promise.race([ended, sleep(turnMs, stop.signal)])
    stop.abort()
  }

  return {
    take: async <A>(key: string, work: () => Promise<A>): Promise<A> => {
      const begun = Promise.withResolvers<void>()
      const ended = Promise.withResolvers<void>()
      const before = last.get(key)
      const mine: Turn = { begun: begun.promise, ended: ended.promise }
      last.set(key, mine)
      if (before !== undefined) await wait(before)
      begun.resolve()
      try {
        return await work()
      } finally {
        ended.resolve()
        if (last.get(key) === mine) last.delete(key)
      }
    },
  }
}
