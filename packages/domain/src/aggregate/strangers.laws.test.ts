import fc from 'fast-check'
import { isRight } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { drawFrom, seed } from '../testing/chance.ts'
import { calendarDate, make } from '../testing/leaves.ts'
import { contextOn, governedBy, openRegions, someStaff } from '../testing/world.ts'
import { addDays, CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, CustomerId, RegionId, UserId } from '../vocabulary/code.ts'
import type { MemberRole } from '../vocabulary/role.ts'
import type { Context, RegionToday } from './context.ts'
import { everyKind, type Moment } from './every-aggregate.fixture.ts'

const stranger = make(UserId, 'stranger')
const [east, west, own] = ['East', 'West', 'Own'].map((name) => make(RegionId, name))

/** A region of the stranger's own: as its founder, its manager and importer, or both. */
const ownRegion = (here: RegionToday): fc.Arbitrary<RegionToday> =>
  fc
    .record({
      governed: fc.boolean(),
      roles: fc.subarray<MemberRole>(['manager', 'sales', 'importer']),
      asks: fc.boolean(),
    })
    .map(({ governed, roles, asks }) => ({
      ...here,
      founder: stranger,
      governed,
      members: new Map([[stranger, roles]]),
      // The stranger may ask for whatever they like; nobody of East has agreed.
      transferProposals: asks ? asked(here.region) : new Map(),
    }))

const asked = (to: RegionId) =>
  new Map(
    ['p1', 'offer-0', 'ask-0'].map((code) => [
      make(Code, code),
      { customer: make(CustomerId, 'C1'), from: make(RegionId, 'East'), to },
    ]),
  )

/** East is governed and the stranger is nobody there, or not any more; elsewhere the stranger may be anybody. */
const asStranger = (moment: Moment): fc.Arbitrary<Context> => {
  const [[, here] = []] = openRegions
  if (here === undefined || east === undefined || west === undefined || own === undefined)
    throw new Error('There is no region.')
  const strict = governedBy(someStaff, new Map([[east, { ...here, region: east }]])).get(east) ?? here
  return fc
    .record({
      later: fc.integer({ min: 0, max: 600 }),
      today: fc.option(calendarDate(make(CalendarDate, '2020-01-01'))),
      historical: fc.boolean(),
      governed: fc.boolean(),
      released: fc.boolean(),
      founded: fc.boolean(),
      elsewhere: ownRegion({ ...here, region: west }),
      another: ownRegion({ ...here, region: own }),
      home: fc.constantFrom(null, east, west, own),
      entrusted: fc.boolean(),
    })
    .map(
      ({ later, today, historical, governed, released, founded, elsewhere, another, home, entrusted }) => ({
        ...contextOn(today ?? addDays(moment.command.occurredOn, later)),
        actor: stranger,
        historical,
        governed,
        regions: new Map<RegionId, RegionToday>([
          [
            east,
            {
              ...strict,
              // A governed region keeps its founder's name: that alone is no role.
              founder: founded ? stranger : strict.founder,
              released: new Set(released ? [stranger] : []),
            },
          ],
          [west, elsewhere],
          [own, another],
        ]),
        // Whoever was released may still stand as the owner; elsewhere the stranger may be entrusted with anything.
        charges: [
          {
            region: home,
            owner: entrusted && (home !== east || released) ? stranger : make(UserId, 'anna'),
            team: [],
          },
        ],
      }),
    )
}

describe('laws of strangers', () => {
  test('whoever has no role in a governed region changes nothing that touches it, whatever they have elsewhere', () => {
    let given = 0
    let refused = 0
    let wouldBe = 0
    const elsewhere = new Map<string, number>()
    const stories = fc.oneof(
      ...everyKind.map(({ lived, category }) => lived.map((moments) => ({ category, moments }))),
    )
    fc.assert(
      fc.property(stories, seed, ({ category, moments }, start) => {
        const draw = drawFrom(start)
        for (const moment of moments) {
          const context = draw(asStranger(moment))
          const touched = [
            ...moment.touched.regions,
            ...context.charges.map(({ region }) => region),
            moment.own?.region ?? null,
          ]
          const decided = moment.decide(context)
          given += 1
          if (touched.some((region) => region === east)) {
            refused += 1
            if (isRight(moment.decide({ ...context, operator: true }))) wouldBe += 1
            expect(decided).toMatchObject({ left: { _tag: 'NotPermitted', actor: stranger } })
          } else if (isRight(decided)) elsewhere.set(category, (elsewhere.get(category) ?? 0) + 1)
        }
      }),
      { numRuns: runs({ everyday: 500, full: 5000 }) },
    )
    // The law would be empty if nothing reached East, if nothing made sense there, or if nothing were allowed elsewhere.
    expect(given).toBeGreaterThanOrEqual(3000)
    expect(refused).toBeGreaterThan(1000)
    expect(wouldBe).toBeGreaterThan(200)
    expect([...elsewhere.keys()].sort()).toEqual(everyKind.map(({ category }) => category).sort())
  })
})
