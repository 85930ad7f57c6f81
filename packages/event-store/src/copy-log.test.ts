import fc from 'fast-check'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import {
  anEvent,
  answer,
  append,
  aStream,
  events,
  fault,
  threeStreamsMixed,
  wholeLog,
} from './conformance/given.ts'
import { histories } from './conformance/histories.ts'
import { play } from './conformance/play.ts'
import { copyLog } from './copy-log.ts'
import type { EventStore } from './event-store.ts'
import { createMemoryStore } from './memory-store.ts'
import type { StoredEvent } from './stored-event.ts'

const aStore = (id: string, clock = Date.now) => createMemoryStore({ clock, id })
const asKept = (log: ReadonlyArray<StoredEvent>) => log.map(({ position: _, ...event }) => event)

describe('copying a log', () => {
  test('keeps order, ids, revisions, data, metadata and both times, whatever was done to the log', async () => {
    await fc.assert(
      fc.asyncProperty(histories(), async (write) => {
        const [source, target] = [aStore('source'), aStore('target', () => 0)]
        await play(source, write())
        const { copied } = await answer(copyLog(source, target))
        const original = await wholeLog(source)
        expect(copied).toBe(original.length)
        expect(asKept(await wholeLog(target))).toEqual(asKept(original))
      }),
    )
  })

  test('goes on where it was interrupted, after any append, and copies nothing twice', async () => {
    const source = aStore('source')
    await threeStreamsMixed(source)
    const original = await wholeLog(source)
    for (let failing = 1; failing < 18; failing++) {
      const target = aStore('target')
      let appends = 0
      const dying: EventStore = {
        ...target,
        append: (...args) => {
          if (++appends < failing) return target.append(...args)
          // As bad as it gets: written, and nobody was told.
          return async () => {
            await target.append(...args)()
            return left({ _tag: 'Unreachable', message: 'The connection was cut.' })
          }
        },
      }
      expect(await fault(copyLog(source, dying))).toMatchObject({ _tag: 'Unreachable' })
      const report = await answer(copyLog(source, target))
      expect(report.complete).toBe(true)
      expect(asKept(await wholeLog(target))).toEqual(asKept(original))
      expect(await answer(copyLog(source, target))).toEqual({ copied: 0, complete: true })
    }
  })

  test('copies later what has come since, and says when it was stopped on the way', async () => {
    const [source, target] = [aStore('source'), aStore('target')]
    await threeStreamsMixed(source)
    const abort = new AbortController()
    const stopped = await answer(
      copyLog(source, target, {
        signal: abort.signal,
        onProgress: ({ copied, total }) => {
          expect(total).toBe(36)
          if (copied > 9) abort.abort()
        },
      }),
    )
    expect(stopped.complete).toBe(false)
    await threeStreamsMixed(source)
    await answer(copyLog(source, target))
    expect(asKept(await wholeLog(target))).toEqual(asKept(await wholeLog(source)))
  })

  test('is refused into a log of other events, which stays as it was', async () => {
    const [source, target] = [aStore('source'), aStore('target')]
    await threeStreamsMixed(source)
    await append(target, aStream(), 'noStream', events(1))
    expect(await fault(copyLog(source, target))).toMatchObject({ _tag: 'OtherLog' })
    expect(await wholeLog(target)).toHaveLength(1)

    // The same last event does not make it the same log.
    const [stream, shared] = [aStream(), anEvent()]
    const [one, other] = [aStore('one'), aStore('other')]
    await append(one, stream, 'noStream', [shared])
    await append(one, stream, 0, events(1))
    await append(other, stream, 'noStream', [shared])
    await append(other, stream, 0, events(1))
    expect(await fault(copyLog(one, other))).toMatchObject({ _tag: 'OtherLog' })
  })

  test('splits what is too long for one append', async () => {
    const [source, target] = [aStore('source'), aStore('target')]
    const stream = aStream()
    for (let n = 0; n < 5; n++) {
      const large = anEvent({ data: JSON.stringify('x'.repeat(900_000)) })
      await append(source, stream, n === 0 ? 'noStream' : n - 1, [large])
    }
    await append(source, stream, 4, events(40))
    expect(await copyLog(source, target)()).toEqual(right({ copied: 45, complete: true }))
    expect(asKept(await wholeLog(target))).toEqual(asKept(await wholeLog(source)))
  })

  test('ends with the fault of whichever store fails', async () => {
    const [source, target] = [aStore('source'), aStore('target')]
    await append(source, aStream(), 'noStream', events(1))
    await answer(target.close)
    const refused = await copyLog(source, target)()
    expect(isLeft(refused) && refused.left._tag).toBe('Closed')
  })
})
