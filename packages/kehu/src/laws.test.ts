import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryStore, type EventStore } from '@kehu/event-store'
import { openSqliteStore } from '@kehu/store-sqlite'
import fc from 'fast-check'
import { isRight, right } from 'fp-ts/lib/Either.js'
import { v4 as uuid, v5 as uuidV5 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { businessHistory } from './business.arbitrary.ts'
import { countFeatures } from './business-features.fixture.ts'
import { kehuEventCodec } from './event-codec.ts'
import type { Executed } from './execute.ts'
import { openKehu } from './open-kehu.ts'

const clock = () => Date.parse('2025-10-01T00:00:00Z')
const freshKehu = () => {
  const store = createMemoryStore({ clock, id: 'memory' })
  return { store, kehu: openKehu({ store, clock, newId: uuid }) }
}
const by = { actor: 'li.na', historical: true }

const histories = runs({ everyday: 100, full: 1_000 })

describe('whatever the business did', () => {
  test('a retried command decides nothing and is answered with the events of then', async () => {
    const features = countFeatures()
    let refused = 0
    let retried = 0
    await fc.assert(
      fc.asyncProperty(businessHistory, fc.infiniteStream(fc.nat()), async (history, retries) => {
        const { store, kehu } = freshKehu()
        const answers = new Map<string, Executed>()
        for (const [n, { command, commandId }] of history.entries()) {
          const first = await kehu.execute(command, { ...by, commandId })()
          if (isRight(first)) answers.set(commandId, first.right)
          else refused += 1
          // Somewhere in what was commanded until now, somebody is not sure and asks again.
          const earlier = history[(retries.next().value ?? 0) % (n + 1)]
          const then = earlier === undefined ? undefined : answers.get(earlier.commandId)
          if (earlier === undefined || then === undefined) continue
          const size = await sizeOf(store)
          const again = await kehu.execute(earlier.command, { ...by, commandId: earlier.commandId })()
          expect(again).toMatchObject(right({ retried: true, events: then.events }))
          expect(await sizeOf(store)).toBe(size)
          retried += 1
        }
        await features.look(kehu, (await sizeOf(store)) ?? 0)
      }),
      { numRuns: histories },
    )
    features.expectEnough(histories)
    expect(refused).toBeGreaterThan(histories)
    expect(retried).toBeGreaterThan(10 * histories)
  })

  test('every event survives being read and written again, and every command is decided once more without a throw', async () => {
    const features = countFeatures()
    let decided = 0
    await fc.assert(
      fc.asyncProperty(businessHistory, async (history) => {
        const { store, kehu } = freshKehu()
        for (const { command, commandId } of history) await kehu.execute(command, { ...by, commandId })()
        for await (const page of store.readAll()) {
          if (!isRight(page)) throw new Error(page.left.message)
          for (const stored of page.right.events) {
            const read = kehuEventCodec.decode(stored)
            if (!isRight(read)) throw new Error(read.left.message)
            const { type, version, data, occurredOn } = stored
            expect(kehuEventCodec.encode(read.right)).toEqual(right({ type, version, data, occurredOn }))
          }
        }
        await features.look(kehu, (await sizeOf(store)) ?? 0)
        // What made sense then meets the state of now: whatever it is, the answer is a value.
        for (const { command } of history.filter((_, n) => n % 4 === 0)) {
          const again = await kehu.execute(command, by)()
          expect(isRight(again) || again.left.message !== '').toBe(true)
          decided += 1
        }
      }),
      { numRuns: histories },
    )
    features.expectEnough(histories)
    expect(decided).toBeGreaterThan(15 * histories)
  })

  test('the SQLite file and the memory answer alike, command by command and in every read model', async () => {
    const features = countFeatures()
    // Durability is proved elsewhere: here a disk in memory spares seventy thousand waits for a real one.
    const directory = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'kehu-laws-'))
    let files = 0
    await fc.assert(
      fc.asyncProperty(businessHistory, async (history) => {
        files += 1
        const sqlite = await openSqliteStore({ path: join(directory, `${files}.db`), clock, newId: uuid })()
        if (!isRight(sqlite)) throw new Error(sqlite.left.message)
        const memory = createMemoryStore({ clock, id: 'memory' })
        const [one, other] = [sqlite.right, memory].map((store) =>
          openKehu({ store, clock, newId: countingIds() }),
        )
        if (one === undefined || other === undefined) throw new Error('two stores make two')
        for (const { command, commandId } of history) {
          const options = { ...by, commandId }
          expect(await one.execute(command, options)()).toEqual(await other.execute(command, options)())
        }
        expect(await one.rebuild()()).toEqual(await other.rebuild()())
        await features.look(other, (await sizeOf(sqlite.right)) ?? 0)
        await sqlite.right.close()
      }),
      { numRuns: histories },
    )
    features.expectEnough(histories)
    await rm(directory, { recursive: true })
  })
})

/** The same ids in the same order, so that two runs can be compared word for word. */
const countingIds = () => {
  let n = 0
  return () => {
    n += 1
    return uuidV5(String(n), uuidV5.DNS)
  }
}

const sizeOf = async (store: EventStore) => {
  const head = await store.head()
  return isRight(head) ? head.right.events : null
}
