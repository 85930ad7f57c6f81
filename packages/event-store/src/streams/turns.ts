/** Nobody waits longer for somebody's decision: he goes on beside the next one, and the store's conflicts keep them apart. */
const decisionMs = 250

/** A process with many commands for one stream stands back for a while now and then: a tenth of the time, and at least so long. */
const courtesyMs = 32
const courtesyShare = 10

type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>

/** Whoever has it is alone on a stream, as far as this process goes. */
export type Turn = {
  /** Decides, while the next one may begin if it takes long: a decision may wait for a turn on another stream. */
  readonly deciding: <A>(decide: () => Promise<A>) => Promise<A>
  /** Another process was faster: it is there, and has had its share. */
  readonly wasOvertaken: () => void
}

/** How long this process has had a stream for itself, and for how many commands. */
type Run = { since: number; commands: number }

/**
 * One after the other for each key, in the order in which they came; other keys are not held up.
 *
 * Two commands that each handle a second one on the other's stream would wait for each other for ever, so a turn is given up by
 * whoever is long about deciding. And a process that works off a long queue is always faster than one that has to read first what
 * it was overtaken by, so it stands back now and then, for as long as the other takes.
 */
export const createTurns = ({ sleep, clock }: { readonly sleep: Sleep; readonly clock: () => number }) => {
  const last = new Map<string, Promise<void>>()
  const runs = new Map<string, Run>()

  const standBack = async (run: Run): Promise<void> => {
    run.commands += 1
    const spent = clock() - run.since
    const pause = Math.max(courtesyMs, (2 * spent) / run.commands)
    if (spent < courtesyShare * pause) return
    await sleep(pause)
    run.since = clock()
    run.commands = 0
  }

  return {
    take: async <A>(key: string, work: (turn: Turn) => Promise<A>): Promise<A> => {
      const before = last.get(key)
      const { promise: ended, resolve: end } = Promise.withResolvers<void>()
      last.set(key, ended)
      await before
      const run = runs.get(key) ?? { since: clock(), commands: 0 }
      runs.set(key, run)
      try {
        return await work({
          deciding: async (decide) => {
            const stop = new AbortController()
            sleep(decisionMs, stop.signal).then(() => stop.signal.aborted || end())
            try {
              return await decide()
            } finally {
              stop.abort()
            }
          },
          wasOvertaken: () => {
            run.since = clock()
            run.commands = 0
          },
        })
      } finally {
        if (last.get(key) === ended) {
          last.delete(key)
          runs.delete(key)
          end()
        } else standBack(run).then(end, end)
      }
    },
  }
}
