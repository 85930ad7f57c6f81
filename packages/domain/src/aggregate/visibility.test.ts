import * as fc from 'fast-check'
import * as t from 'io-ts'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { complaintEvents } from '../complaint/events.ts'
import { customerEvents } from '../customer/events.ts'
import { opportunityEvents } from '../opportunity/events.ts'
import { arbitraryEventOf } from '../testing/arbitrary-of.ts'
import { make } from '../testing/leaves.ts'
import { pooledLeaves } from '../testing/pools.ts'
import { governedBy, openRegions } from '../testing/world.ts'
import { RegionId, UserId } from '../vocabulary/code.ts'
import { fields } from '../vocabulary/fields.ts'
import type { EventDefinitions } from '../vocabulary/messages.ts'
import { PersonalText, personal } from '../vocabulary/personal.ts'
import type { Charge, Context, RegionToday } from './context.ts'
import { mayReadConfidential, personalValues, withheld } from './visibility.ts'

describe('what is confidential', () => {
  const [east, west] = [make(RegionId, 'East'), make(RegionId, 'West')]
  const user = (name: string) => make(UserId, name)
  const sees = (
    viewer: string,
    of: ReadonlyArray<RegionId> = [east],
    charges: ReadonlyArray<Charge> = [],
    context: Partial<Context> = {},
  ) =>
    mayReadConfidential(
      { operator: false, governed: false, regions: governedBy(), ...context },
      user(viewer),
      of,
      charges,
    )
  const charge = { region: east, owner: user('li'), team: [user('fang')] }
  const changed = (facts: Partial<RegionToday>) => ({
    regions: new Map([...governedBy()].map(([id, here]) => [id, { ...here, ...(id === east ? facts : {}) }])),
  })

  test('is for the owner, the account team and managers, unless the policy says otherwise', () => {
    expect(sees('manager')).toBe(true)
    expect(sees('li', [east], [charge])).toBe(true)
    expect(sees('fang', [east], [charge])).toBe(true)
    for (const other of ['anna', 'mei', 'chen', 'bo', 'auditor', 'ida', 'stranger'])
      expect(sees(other, [east], [charge])).toBe(false)
    const audited = changed({ confidential: ['auditor'] })
    expect(sees('auditor', [east], [], audited)).toBe(true)
    expect(sees('manager', [east], [], audited)).toBe(false)
  })

  test('is for those who may see it in every region that it concerns', () => {
    expect(sees('manager', [east, west])).toBe(true)
    expect(sees('li', [east, west], [charge])).toBe(false)
    expect(sees('manager', [east, west], [], changed({ members: new Map() }))).toBe(false)
  })

  test('is nobody’s of what concerns no region, or one that is not open, but whoever runs the store sees it', () => {
    const nowhere = [make(RegionId, 'Nowhere')]
    expect(sees('manager', [])).toBe(false)
    expect(sees('manager', nowhere)).toBe(false)
    expect(sees('manager', [east, ...nowhere])).toBe(false)
    for (const of of [[], nowhere, [east]]) expect(sees('stranger', of, [], { operator: true })).toBe(true)
  })

  test('is everybody’s where nobody was appointed, and its founder’s alone where nothing is left open', () => {
    expect(sees('stranger', [east], [], { regions: openRegions })).toBe(true)
    expect(sees('stranger', [east], [], { regions: openRegions, governed: true })).toBe(false)
    expect(sees('tester', [east], [], { regions: openRegions, governed: true })).toBe(true)
  })

  test('is seen no more by whoever was released', () => {
    expect(sees('li', [east], [charge], changed({ released: new Set([user('li')]) }))).toBe(false)
  })

  test('is withheld wherever it stands: in lists, in alternatives, in parts of parts', () => {
    const codec = fields('Any', {
      one: PersonalText,
      list: t.readonlyArray(PersonalText),
      either: t.union([fields('Csat', { csat: t.number }), fields('Why', { why: personal(t.number) })]),
      look: fields('Alike', { subject: t.string, value: t.string }),
    })
    const hidden = { subject: 's', withheld: true }
    const data = {
      one: { subject: 's', value: 'Wang' },
      list: [
        { subject: 's', value: 'Li' },
        { subject: 's', erased: true },
        { subject: 's', sealed: 'x', key: 'k' },
      ],
      either: { why: { subject: 's', value: 1 } },
      look: { subject: 's', value: 'not personal' },
    }
    expect(withheld(codec, data)).toEqual({
      ...data,
      one: hidden,
      list: [hidden, ...data.list.slice(1)],
      either: { why: hidden },
    })
    expect(withheld(codec, { ...data, either: { csat: 5 } })).toMatchObject({ either: { csat: 5 } })
  })

  const definitions: EventDefinitions = { ...customerEvents, ...complaintEvents, ...opportunityEvents }
  test('is in no event of any kind afterwards, and the rest is as it was', () => {
    let met = 0
    fc.assert(
      fc.property(arbitraryEventOf(definitions, pooledLeaves), ({ type, data }) => {
        const seen = JSON.stringify(withheld(definitions[type]?.data ?? t.unknown, data))
        expect(seen).not.toMatch(/"subject":"[^"]*","value":/)
        if (seen.includes('"withheld":true')) met += 1
        else expect(seen).toBe(JSON.stringify(data))
      }),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
    expect(met).toBeGreaterThan(runs({ everyday: 2, full: 50 }))
  })

  test('is told apart from what only looks like it, and from what is no value at all', () => {
    const codec = fields('Shapes', {
      name: PersonalText,
      inner: t.readonly(fields('Inner', { note: PersonalText })),
      maybe: t.union([t.null, fields('Some', { note: PersonalText })]),
    })
    const note = { subject: 's', value: 'Wang' }
    const data = { name: note, inner: { note }, maybe: { note }, unheard: note }
    expect(personalValues(codec, data)).toEqual(['Wang', 'Wang', 'Wang'])
    expect(personalValues(codec, { ...data, maybe: null })).toEqual(['Wang', 'Wang'])
    expect(personalValues(codec, { ...data, name: { subject: 's', erased: true } })).toEqual(['Wang', 'Wang'])
    for (const none of [null, undefined, 'text', 7, [note]]) {
      expect(personalValues(codec, none)).toEqual([])
      expect(withheld(codec, none)).toEqual(none)
      expect(withheld(PersonalText, none)).toEqual(none)
    }
    expect(withheld(t.readonlyArray(PersonalText), note)).toEqual(note)
    expect(withheld(t.union([t.null, t.number]), note)).toEqual(note)
    expect(withheld(codec, data)).toEqual({
      name: { subject: 's', withheld: true },
      inner: { note: { subject: 's', withheld: true } },
      maybe: { note: { subject: 's', withheld: true } },
      unheard: note,
    })
  })

  test('holds what a negotiation found out', () => {
    const note = { subject: 's', value: 'Not above 900 000' }
    const data = { opportunity: 'O1', region: 'east', owner: 'li.na', note, bottomLine: note, concerns: note }
    const hidden = { subject: 's', withheld: true }
    expect(withheld(opportunityEvents.NegotiationRecorded.data, data)).toEqual({
      ...data,
      note: hidden,
      bottomLine: hidden,
      concerns: hidden,
    })
  })
})
