import { describe, expect, test } from 'vitest'
import {
  acknowledged,
  by,
  deadlines,
  given,
  givenOn,
  having,
  on,
  received,
} from '../testing/complaint-examples.ts'
import { make } from '../testing/leaves.ts'
import { decode } from '../vocabulary/decode.ts'
import { ComplaintCommand, type ComplaintCommandInput } from './commands.ts'
import { complaint } from './complaint.ts'
import type { ComplaintState } from './state.ts'

describe('a complaint is received (policy 5.3-A)', () => {
  test('its content, time and complainant are kept, with the deadlines of the policy of that day (clause 48)', () => {
    const { type: _, occurredOn, ...facts } = received
    given()
      .when(received)
      .then({
        type: 'ComplaintReceived',
        occurredOn,
        data: { ...facts, receivedAt: '2026-03-02T01:30:00.000Z', deadlines, resolveBy: '2026-03-16' },
      })
  })

  test('a critical one is to be solved in three working days', () => {
    given()
      .when({ ...received, severity: 'critical' })
      .thenMatching({ data: { resolveBy: '2026-03-05' } })
  })

  test('the holidays around National Day do not count as working days', () => {
    given()
      .when({ ...received, occurredOn: '2026-09-30', receivedAt: '2026-09-30T12:00:00+08:00' })
      .thenMatching({ data: { deadlines: { acknowledgeBy: '2026-10-08' } } })
  })

  test('the day is that of the region: late in the evening in Shanghai it is the next day', () => {
    const late = { ...received, receivedAt: '2026-03-01T16:00:00Z' }
    given().when(late).thenMatching({ occurredOn: '2026-03-02' })
    given()
      .when({ ...late, occurredOn: '2026-03-01' })
      .thenRejected('ReceivedOnAnotherDay', { receivedOn: '2026-03-02' })
    given()
      .when({ ...late, region: 'West', occurredOn: '2026-03-01' })
      .thenMatching({ occurredOn: '2026-03-01' })
  })

  test('whoever is complained about writes it down all the same', () => {
    given().when(received, by('bo')).thenMatching({ type: 'ComplaintReceived' })
  })

  test('it needs an open region, and its id only once', () => {
    given()
      .when({ ...received, region: 'Nowhere' })
      .thenRejected('RegionNotOpen', { region: 'Nowhere' })
    having(received).when(received).thenRejected('AlreadyReceived', { receivedOn: '2026-03-02' })
    given().when(acknowledged).thenRejected('NotReceived')
  })

  test('no step lies before the receipt, in the future, or too far back', () => {
    having(received)
      .when({ ...acknowledged, occurredOn: '2026-03-01' })
      .thenRejected('BeforeReceipt', { receivedOn: '2026-03-02' })
    const today = received.occurredOn
    given()
      .when({ ...received, occurredOn: '2026-03-03' }, givenOn(today))
      .thenRejected('InTheFuture', { today })
    given().when(received, givenOn('2027-03-04')).thenRejected('BackDatedTooFar', { earliest: '2026-03-03' })
    given()
      .when(received, { ...givenOn('2027-03-04'), historical: true })
      .thenMatching({ occurredOn: today })
  })

  test('what is entered on a later day says how late: "at once" is the day itself (clause 48)', () => {
    const { type: _, occurredOn, ...facts } = received
    const data = { ...facts, receivedAt: '2026-03-02T01:30:00.000Z', deadlines, resolveBy: '2026-03-16' }
    given().when(received, givenOn('2026-03-02')).then({ type: 'ComplaintReceived', occurredOn, data })
    given()
      .when(received, givenOn('2026-03-03'))
      .then({ type: 'ComplaintReceived', occurredOn, data: { ...data, recordedLateDays: 1 } })
    given()
      .when(received, givenOn('2026-03-16'))
      .thenMatching({ data: { recordedLateDays: 14 } })
  })

  test('history that comes from elsewhere may have been written down at once there', () => {
    const { type: _, occurredOn, ...facts } = received
    const data = { ...facts, receivedAt: '2026-03-02T01:30:00.000Z', deadlines, resolveBy: '2026-03-16' }
    given()
      .when(received, { ...givenOn('2026-03-16'), historical: true })
      .then({ type: 'ComplaintReceived', occurredOn, data })
  })

  test('without its content, its time or its complainant it is no receipt', () => {
    for (const missing of ['content', 'receivedAt', 'complainant'] as const) {
      const { [missing]: _, ...rest } = { ...received }
      expect(decode(ComplaintCommand)(rest)).toMatchObject({ _tag: 'Left' })
    }
  })
})

describe('what a command about a complaint touches', () => {
  const touched = (input: ComplaintCommandInput, state: ComplaintState) =>
    complaint.touches(make(ComplaintCommand, input), state)
  const itself = { regions: ['East'], customers: ['C1'], complaints: [], opportunities: [] }

  test('is the region in which it was received, and the customer', () => {
    expect(touched(received, complaint.initial)).toEqual(itself)
    expect(touched(acknowledged, having(received).state)).toEqual(itself)
  })

  test('is the other case as well, where two are brought together', () => {
    const of = (input: ComplaintCommandInput) => touched(input, having(received, acknowledged).state)
    expect(of(on('2026-03-06', 'MergeComplaint', { into: 'K2', reason: 'The same' }))).toEqual({
      ...itself,
      complaints: ['K2'],
    })
    expect(of(on('2026-03-06', 'LinkRecurrence', { earlier: 'K0', because: 'rootCause' }))).toEqual({
      ...itself,
      complaints: ['K0'],
    })
    expect(of(on('2026-03-06', 'LinkOpportunity', { opportunity: 'O1' }))).toEqual({
      ...itself,
      opportunities: ['O1'],
    })
  })

  test('is nothing of a complaint that nobody received', () => {
    expect(touched(acknowledged, complaint.initial)).toEqual({ ...itself, regions: [], customers: [] })
  })
})
