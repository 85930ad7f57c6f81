import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { judge, type Verdict } from './judge.ts'
import { openStore } from './open-store.ts'
import { type Subject, startProxy } from './subjects.ts'
import type { Acknowledged } from './writer.ts'
import { startWriter } from './writers.ts'

/** So many waits of up to so many milliseconds, the same for the same seed. */
const waits = (count: number, msMax: number, seed: number): ReadonlyArray<number> =>
  fc.sample(fc.nat({ max: msMax }), { numRuns: count, seed })

type Run = (subject: Subject, count: number, seed: number, tell: (done: number) => void) => Promise<Verdict>

/** kill -9 of writing processes, two at a time, at any moment after their first append. */
export const kills: Run = async (subject, count, seed, tell) => {
  const acknowledged: Acknowledged[] = []
  const delays = waits(count, 120, seed)
  for (let killed = 0; killed < count; killed += 2) {
    const writers = [startWriter(subject.location, 4), startWriter(subject.location, 4)]
    await Promise.all(
      writers.map(async (writer, index) => {
        await writer.beyond(0)
        await setTimeout(delays[killed + index] ?? 0)
        await writer.kill()
        acknowledged.push(...writer.acknowledged)
      }),
    )
    tell(killed + 2)
  }
  return verdictOn(subject, acknowledged)
}

/** kill -9 of the server, at any moment while others write; they go on when it is back. */
export const restarts: Run = async (subject, count, seed, tell) => {
  const writer = startWriter(subject.location, 8)
  await writer.beyond(0)
  for (const [done, delay] of waits(count, 150, seed).entries()) {
    await setTimeout(delay)
    await subject.restart?.()
    await writer.beyond(writer.acknowledged.length)
    tell(done + 1)
  }
  await writer.kill()
  return verdictOn(subject, writer.acknowledged)
}

/** Connections cut in the middle of appends: at once, or so that what was written is not acknowledged. */
export const cuts: Run = async (subject, count, seed, tell) => {
  if (subject.port === undefined || subject.behind === undefined) throw new Error('There is nothing to cut')
  const cable = await startProxy(subject.port)
  const writer = startWriter(subject.behind(cable), 8)
  await writer.beyond(0)
  for (const [done, delay] of waits(count, 60, seed).entries()) {
    await setTimeout(delay)
    if (done % 2 === 0) cable.cut()
    else {
      cable.loseAnswers(true)
      await setTimeout(15)
      cable.loseAnswers(false)
    }
    await writer.beyond(writer.acknowledged.length)
    tell(done + 1)
  }
  await writer.kill()
  await cable.close()
  return verdictOn(subject, writer.acknowledged)
}

const verdictOn = async (subject: Subject, acknowledged: ReadonlyArray<Acknowledged>): Promise<Verdict> => {
  const store = await openStore(subject.location)
  const verdict = await judge(store, acknowledged)
  await store.close()
  return verdict
}
