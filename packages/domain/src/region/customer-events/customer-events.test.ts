import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../policy/default-policy.ts'
import { make } from '../../testing/leaves.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { having, on, opened } from '../region.fixture.ts'
import { customerEventsOwed } from './owed.ts'

const planned = {
  type: 'PlanCustomerEvent',
  ...on('2026-02-01'),
  event: 'e1',
  kind: 'seminar',
  title: 'Cutting costs',
  heldOn: '2026-03-01',
  goal: 'Two new projects',
  interests: ['price', 'efficiency'],
  budget: 1,
} as const
const invited = {
  type: 'InviteToEvent',
  ...on('2026-02-05'),
  event: 'e1',
  customers: ['C1', 'C2', 'C3'],
} as const
const held = {
  type: 'HoldCustomerEvent',
  ...on('2026-03-01'),
  event: 'e1',
  attended: ['C1', 'C3'],
  cost: 0,
} as const
const cancelled = { type: 'CancelCustomerEvent', ...on('2026-02-10'), event: 'e1', reason: 'storm' } as const
const evaluated = {
  type: 'EvaluateCustomerEvent',
  ...on('2026-03-05'),
  event: 'e1',
  outcome: 'One project began',
  opportunities: ['O1'],
  scores: [5, 4, 4],
} as const
const factsOf = ({ type: _, occurredOn, ...data }: { type: string; occurredOn: string }) => ({
  occurredOn,
  data,
})

describe('customer events (policy 5.2-C)', () => {
  test('are held with those who were invited, and so many a year are owed (clause 46)', () => {
    having(opened, planned, invited)
      .when(held)
      .thenMatching({ type: 'CustomerEventHeld', ...factsOf(held) })
    const ready = having(opened, planned, invited)
    ready.when({ ...held, attended: ['C1', 'C9'] }).thenRejected('NotInvited', { customers: ['C9'] })
    ready.when({ ...held, attended: ['C1', 'C1'] }).thenRejected('Repeated', { value: 'C1' })
    ready.when({ ...held, cost: -1 }).thenRejected('AmountTooSmall', { amount: -1, least: 0 })
    ready.when({ ...held, attended: [] }).thenMatching({ type: 'CustomerEventHeld' })
    ready.when({ ...held, occurredOn: '2026-02-04' }).thenRejected('TooEarly', { earliest: '2026-02-05' })
    ready.when({ ...held, event: 'e9' }).thenRejected('NoSuchEvent', { event: 'e9' })
    having(opened, planned)
      .when({ ...held, attended: [] })
      .thenRejected('NotInvited', { customers: [] })
    having(opened, planned, invited, held).when(held).thenRejected('EventOver', { stage: 'held' })
    const owed = (...dates: ReadonlyArray<string>) =>
      customerEventsOwed(
        defaultPolicy,
        dates.map((text) => make(CalendarDate, text)),
        2026,
      )
    expect(owed()).toBe(2)
    expect(owed('2025-12-31', '2026-01-01', '2027-01-01')).toBe(1)
    expect(owed('2026-01-01', '2026-05-01', '2026-12-31')).toBe(0)
  })

  test('are planned ahead around interests, and judged by what came of them (clause 47)', () => {
    having(opened)
      .when(planned)
      .thenMatching({ type: 'CustomerEventPlanned', ...factsOf(planned) })
    having(opened, planned).when(planned).thenRejected('EventExists', { event: 'e1' })
    having(opened)
      .when({ ...planned, heldOn: '2026-02-01' })
      .thenRejected('NotAhead', { heldOn: '2026-02-01' })
    having(opened)
      .when({ ...planned, heldOn: '2026-02-02' })
      .thenMatching({ type: 'CustomerEventPlanned' })
    having(opened)
      .when({ ...planned, interests: [] })
      .thenRejected('ListEmpty', { list: 'interests' })
    having(opened)
      .when({ ...planned, budget: 0 })
      .thenRejected('AmountTooSmall', { amount: 0, least: 1 })
    const over = having(opened, planned, invited, held)
    over.when(evaluated).then({
      type: 'CustomerEventEvaluated',
      occurredOn: '2026-03-05',
      data: {
        region: 'East',
        event: 'e1',
        outcome: 'One project began',
        opportunities: ['O1'],
        attendance: { numerator: 2, denominator: 3 },
        satisfaction: { numerator: 13, denominator: 3 },
        countedUntil: '2026-05-30',
      },
    })
    over.when({ ...evaluated, scores: [] }).thenRejected('ListEmpty', { list: 'scores' })
    over.when({ ...evaluated, opportunities: ['O1', 'O1'] }).thenRejected('Repeated')
    over.when({ ...evaluated, occurredOn: '2026-02-28' }).thenRejected('TooEarly', { earliest: '2026-03-01' })
    having(opened, planned, invited).when(evaluated).thenRejected('EventNotHeld', { stage: 'planned' })
    having(opened, planned, invited, held, evaluated)
      .when(evaluated)
      .thenRejected('EventNotHeld', { stage: 'evaluated' })
  })

  test('invite each customer once, and may be called off before they are held', () => {
    const data = { region: 'East', event: 'e1', customers: ['C4'] }
    having(opened, planned, invited)
      .when({ ...invited, customers: ['C1', 'C4'] })
      .then({ type: 'CustomersInvited', occurredOn: '2026-02-05', data })
    having(opened, planned, invited).when(invited).thenRejected('NothingChanges')
    having(opened, planned)
      .when({ ...invited, customers: [] })
      .thenRejected('ListEmpty', { list: 'customers' })
    having(opened, planned)
      .when({ ...invited, customers: ['C1', 'C1'] })
      .thenRejected('Repeated')
    having(opened, planned)
      .when(cancelled)
      .thenMatching({ type: 'CustomerEventCancelled', ...factsOf(cancelled) })
    having(opened, planned, cancelled).when(invited).thenRejected('EventOver', { stage: 'cancelled' })
    having(opened, planned, invited, held)
      .when({ ...cancelled, occurredOn: '2026-03-02' })
      .thenRejected('EventOver')
  })
})
