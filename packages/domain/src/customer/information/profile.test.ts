import { describe, expect, test } from 'vitest'
import { make } from '../../testing/leaves.ts'
import { event, having, on, registered, visit, words } from '../customer.fixture.ts'
import { completeness } from './decide-profile.ts'
import { Profile } from './profile.ts'

const verified = on('2026-03-05', 'VerifyFact', {
  fact: 'address',
  channel: 'document',
  reference: 'licence',
})
const moved = on('2026-03-06', 'CorrectProfile', { changes: { address: '2 Bund' }, reason: 'Moved' })

describe('the facts of a profile (policy 4.1-A, 4.2)', () => {
  test('are counted: the name alone is one sixth, everything is all (clause 18)', () => {
    const name = make(Profile, { name: 'Hua' })
    const all = make(Profile, {
      name: 'Hua',
      address: '1 Bund',
      phone: words('021'),
      email: words('li@hua.example'),
      legalRepresentative: words('Mr Hua'),
      creditCode: '91350100M000100Y43',
    })
    expect(completeness(name)).toEqual({ numerator: 1n, denominator: 6n })
    expect(completeness(all)).toEqual({ numerator: 6n, denominator: 6n })
  })

  test('are verified one by one, by whoever made sure of them (clause 19)', () => {
    having(registered)
      .when(verified)
      .then(
        event('2026-03-05', 'FactVerified', {
          fact: 'address',
          channel: 'document',
          reference: 'licence',
          verifiedBy: 'tester',
        }),
      )
    expect(having(registered, verified).state.provenance.get('address')).toEqual({
      source: null,
      verified: { on: '2026-03-05', by: 'tester' },
    })
    having(registered, verified)
      .when(verified)
      .thenRejected('NothingChanges', { message: 'Nothing changes: the address is so already.' })
    having(registered, verified)
      .when({ ...verified, occurredOn: '2026-03-06' })
      .thenMatching({ type: 'FactVerified' })
    having(registered)
      .when({ ...verified, fact: 'email' })
      .thenRejected('FactUnknown', {
        fact: 'email',
        message: 'The email of this customer is not recorded: record it first (CorrectProfile).',
      })
  })

  test('are not verified any more once they change, and keep their sources', () => {
    const { state } = having(registered, verified, {
      ...moved,
      sources: { address: { channel: 'public', reference: 'register' } },
    })
    expect(state.provenance.get('address')).toEqual({
      source: { channel: 'public', reference: 'register' },
      verified: null,
    })
    expect(state.provenance.get('name')).toEqual({ source: null, verified: null })
    expect(
      having(registered, moved, { ...verified, occurredOn: '2026-03-07' }).state.provenance.get('address'),
    ).toEqual({
      source: null,
      verified: { on: '2026-03-07', by: 'tester' },
    })
  })

  test('heard on a visit name the visit, which is recorded (clause 26)', () => {
    const heard = { fact: 'address', channel: 'visit' } as const
    having(registered)
      .when(on('2026-03-05', 'VerifyFact', heard))
      .thenRejected('VisitMissing', {
        message: 'Which visit was it heard on? Name its contact, which is recorded first (RecordContact).',
      })
    having(registered)
      .when(on('2026-03-05', 'VerifyFact', { ...heard, contact: 'v1' }))
      .thenRejected('NotRecorded', { what: 'contact', id: 'v1' })
    having(registered, visit)
      .when(on('2026-03-05', 'VerifyFact', { ...heard, contact: 'v1' }))
      .thenMatching({ data: { contact: 'v1' } })
    having(registered, visit)
      .when({ ...moved, sources: { address: { channel: 'visit', contact: 'v1' } } })
      .thenMatching({ data: { sources: { address: { channel: 'visit', contact: 'v1' } } } })
    having(registered)
      .when({ ...moved, sources: { address: { channel: 'visit' } } })
      .thenRejected('VisitMissing')
  })

  test('have a source only where they are given', () => {
    having(registered)
      .when({ ...moved, sources: { email: { channel: 'customer' } } })
      .thenRejected('FactUnknown', {
        fact: 'email',
        message: 'A source is named for email, which is not given: give both or none.',
      })
    having()
      .when({ ...registered, sources: { email: { channel: 'customer' } } })
      .thenRejected('FactUnknown', { fact: 'email' })
    const state = having({ ...registered, sources: { name: { channel: 'customer' } } }).state
    expect(state.provenance.get('name')).toEqual({ source: { channel: 'customer' }, verified: null })
    expect(state.provenance.get('address')).toEqual({ source: null, verified: null })
  })
})
