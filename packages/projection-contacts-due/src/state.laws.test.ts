import { isDeepStrictEqual } from 'node:util'
import { createMemoryReadModelStore, createMemoryStore } from '@kehu/event-store'
import { digest, openProjections } from '@kehu/projection'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { ContactsDueState, contactsDueProjection } from './state.ts'
import { company } from './testing/company.arbitrary.ts'
import { appendTo, companyCodec, type Entry, fold, ok } from './testing/log.fixture.ts'
import { report, tally } from './testing/tally.fixture.ts'

describe('the state of the contacts due', () => {
  test('is the same in any batches, stopped and taken up again in between, and replayed at once', async () => {
    const seen = tally('takenUp', 'corrected', 'adjusted')
    await fc.assert(
      fc.asyncProperty(
        company,
        fc.array(
          fc.record({
            length: fc.integer({ min: 1, max: 40 }),
            batchSize: fc.integer({ min: 1, max: 30 }),
            again: fc.boolean(),
          }),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        async ({ entries }, parts) => {
          const store = createMemoryStore({ clock: () => 0, id: 'company' })
          const readModels = createMemoryReadModelStore()
          const open = (batchSize: number) =>
            openProjections({ store, codec: companyCodec, readModels, saveEvery: 1, batchSize }, [
              contactsDueProjection,
            ])
          let read = open(1)
          let told = 0
          let takenUp = false
          for (const [i, { length, batchSize, again }] of parts.entries()) {
            const next = i === parts.length - 1 ? entries.slice(told) : entries.slice(told, told + length)
            await appendTo(store, next, told)
            if (again) read = open(batchSize)
            const { projections } = ok(await read.catchUp()())
            takenUp ||= again && told > 0 && projections.every(({ startedOver }) => startedOver === null)
            told += next.length
          }
          const replayed = openProjections({ store, codec: companyCodec }, [contactsDueProjection])
          ok(await replayed.catchUp()())
          const known = ok(await replayed.digestOf(contactsDueProjection)())
          expect(ok(await read.digestOf(contactsDueProjection)())).toBe(known)
          expect(ok(await digest(ContactsDueState, fold(entries))())).toBe(known)
          seen.met(entries.length, {
            takenUp,
            corrected: entries.some(({ type }) => type === 'PurchaseCorrected'),
            adjusted: entries.some(({ type }) => type === 'CadenceAdjusted'),
          })
        },
      ),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
    report('states', seen)
    expect(seen.median()).toBeGreaterThanOrEqual(60)
    for (const name of seen.counts.keys())
      expect(seen.shareOf(name), name).toBeGreaterThanOrEqual(runs({ everyday: 0, full: 0.05 }))
  })

  test('survives being written down and read again', () => {
    fc.assert(
      fc.property(company, ({ entries }) => {
        const state = fold(entries)
        const written: unknown = JSON.parse(JSON.stringify(ContactsDueState.encode(state)))
        expect(isDeepStrictEqual(ok(ContactsDueState.decode(written)), state)).toBe(true)
      }),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
  })

  test('does not depend on the order of events in different streams', () => {
    fc.assert(
      fc.property(company, fc.infiniteStream(fc.nat(99)), ({ entries }, chance) => {
        const another = ContactsDueState.encode(fold(interleaved(entries, chance)))
        expect(isDeepStrictEqual(another, ContactsDueState.encode(fold(entries)))).toBe(true)
      }),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
  })
})

/** Another order in which each stream keeps its own. */
const interleaved = (entries: ReadonlyArray<Entry>, chance: Iterator<number>): ReadonlyArray<Entry> => {
  const streams = [...Map.groupBy(entries, ({ stream }) => stream.join('-')).values()]
  const shuffled: Entry[] = []
  while (streams.length > 0) {
    const at = Number(chance.next().value) % streams.length
    const next = streams[at]?.shift()
    if (next === undefined) streams.splice(at, 1)
    else shuffled.push(next)
  }
  return shuffled
}
