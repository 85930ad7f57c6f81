import * as fc from 'fast-check'
import * as t from 'io-ts'
import { describe, expect, test } from 'vitest'
import { complaintEvents } from '../complaint/events.ts'
import { customerEvents } from '../customer/events.ts'
import { opportunityEvents } from '../opportunity/events.ts'
import { defaultPolicy } from '../policy/default-policy.ts'
import { arbitraryEventOf } from '../testing/arbitrary-of.ts'
import { pooledLeaves } from '../testing/pools.ts'
import { fields } from '../vocabulary/fields.ts'
import type { EventDefinitions } from '../vocabulary/messages.ts'
import { PersonalText, personal } from '../vocabulary/personal.ts'
import { mayReadConfidential, withheld } from './visibility.ts'

describe('what is confidential', () => {
  test('is for the owner, the account team and managers, unless the policy says otherwise', () => {
    for (const role of ['owner', 'accountTeam', 'manager'] as const)
      expect(mayReadConfidential(defaultPolicy, ['sales', role])).toBe(true)
    for (const role of ['sales', 'marketing', 'technical', 'customerService', 'auditor'] as const)
      expect(mayReadConfidential(defaultPolicy, [role])).toBe(false)
    expect(mayReadConfidential(defaultPolicy, [])).toBe(false)
    const permissions = { ...defaultPolicy.permissions, confidential: ['auditor' as const] }
    expect(mayReadConfidential({ ...defaultPolicy, permissions }, ['auditor'])).toBe(true)
    expect(mayReadConfidential({ ...defaultPolicy, permissions }, ['manager'])).toBe(false)
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
      { numRuns: 1000 },
    )
    expect(met).toBeGreaterThan(50)
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
