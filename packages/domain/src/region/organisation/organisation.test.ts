import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../policy/default-policy.ts'
import { make } from '../../testing/leaves.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, UserId } from '../../vocabulary/code.ts'
import { having, on, opened, personal } from '../region.fixture.ts'
import { acknowledgementsMissing, membersOn, teamOn } from './members.ts'

const date = (text: string) => make(CalendarDate, text)
const appointed = (user: string, roles: ReadonlyArray<'manager' | 'sales'>, from: string, more = {}) => ({
  type: 'AppointMember' as const,
  ...on('2026-02-01'),
  user,
  roles,
  from,
  ...more,
})
const released = (user: string, until: string) => ({
  type: 'ReleaseMember' as const,
  ...on('2026-02-02'),
  user,
  until,
  reason: personal('moves to West'),
})
const formed = { type: 'FormTeam', ...on('2026-01-20'), team: 't1', name: 'Key accounts' } as const
const dissolved = { type: 'DissolveTeam', ...on('2026-03-10'), team: 't1' } as const
const li = appointed('li', ['manager'], '2026-02-01')
const anna = appointed('anna', ['sales'], '2026-02-10')

describe('the people of a region (policy 2, A2)', () => {
  test('are appointed from a day on, to roles of its own (clause 3)', () => {
    const { type: _, occurredOn, ...data } = { ...anna, until: '2026-06-30', team: 't1' }
    having(opened, li, formed)
      .when({ ...anna, until: '2026-06-30', team: 't1' })
      .then({ type: 'MemberAppointed', occurredOn, data })
    having(opened)
      .when({ ...anna, roles: [] })
      .thenRejected('ListEmpty', { list: 'roles' })
    having(opened)
      .when({ ...anna, roles: ['sales', 'manager', 'sales'] })
      .thenRejected('Repeated', { list: 'roles', value: 'sales' })
    having(opened)
      .when({ ...anna, until: '2026-02-09' })
      .thenRejected('PeriodReversed')
    having(opened, li)
      .when({ ...anna, until: '2026-02-10' })
      .thenMatching({ type: 'MemberAppointed' })
    having(opened)
      .when({ ...anna, team: 't1' })
      .thenRejected('NoSuchTeam', { team: 't1' })
    having(opened, formed, dissolved)
      .when({ ...anna, team: 't1' })
      .thenRejected('TeamDissolved', { team: 't1', dissolvedOn: '2026-03-10' })
  })

  test('are members from the first to the last day, in the roles they were last appointed to', () => {
    const { state } = having(
      opened,
      li,
      { ...anna, until: '2026-06-30' },
      appointed('anna', ['manager', 'sales'], '2026-04-01', { until: '2026-05-31' }),
    )
    const rolesOn = (day: string) => membersOn(state, date(day)).get(make(UserId, 'anna'))
    expect(rolesOn('2026-02-09')).toBeUndefined()
    expect(rolesOn('2026-02-10')).toEqual(['sales'])
    expect(rolesOn('2026-03-31')).toEqual(['sales'])
    expect(rolesOn('2026-04-01')).toEqual(['manager', 'sales'])
    expect(rolesOn('2026-05-31')).toEqual(['manager', 'sales'])
    expect(rolesOn('2026-06-01')).toBeUndefined()
  })

  test('are released with their last day; what was planned for them after it falls away', () => {
    const { type: _, occurredOn, ...data } = released('anna', '2026-03-31')
    const staffed = having(opened, li, anna)
    staffed.when(released('anna', '2026-03-31')).then({ type: 'MemberReleased', occurredOn, data })
    staffed
      .when(released('anna', '2026-02-09'))
      .thenRejected('NotAMember', { user: 'anna', on: '2026-02-09' })
    const gone = having(
      opened,
      li,
      anna,
      appointed('anna', ['manager'], '2026-05-01'),
      released('anna', '2026-03-31'),
    )
    expect([...membersOn(gone.state, date('2026-03-31')).keys()]).toEqual(['li', 'anna'])
    expect([...membersOn(gone.state, date('2026-04-01')).keys()]).toEqual(['li'])
    expect([...membersOn(gone.state, date('2026-05-01')).keys()]).toEqual(['li'])
    gone.when(released('anna', '2026-03-31')).thenRejected('NothingChanges')
    gone.when(released('anna', '2026-03-30')).thenMatching({ data: { until: '2026-03-30' } })
  })

  test('have the appointment begun last, of two begun on one day the last made', () => {
    const roles = (...appointments: ReadonlyArray<typeof anna>) =>
      membersOn(having(opened, li, ...appointments).state, date('2026-12-31')).get(make(UserId, 'anna'))
    const [sales, service] = [['sales'] as const, ['customerService'] as const]
    const as = (of: ReadonlyArray<string>, from: string) => ({
      ...anna,
      roles: of as typeof anna.roles,
      from,
    })
    expect(roles(as(sales, '2026-05-01'), as(service, '2026-03-01'))).toEqual(sales)
    expect(roles(as(sales, '2026-05-01'), as(service, '2026-05-01'))).toEqual(service)
  })

  test('lose on their last day what was planned beyond it, and keep what ended before', () => {
    const { state } = having(
      opened,
      li,
      { ...anna, until: '2026-02-28' },
      appointed('anna', ['sales'], '2026-03-31', { until: '2026-09-30' }),
      appointed('bo', ['sales'], '2026-05-01'),
      released('anna', '2026-03-31'),
    )
    expect(state.appointments.map(({ user, from, until }) => [user, from, until])).toEqual([
      ['li', '2026-02-01', null],
      ['anna', '2026-02-10', '2026-02-28'],
      ['anna', '2026-03-31', '2026-03-31'],
      ['bo', '2026-05-01', null],
    ])
  })

  test('keep a manager for as long as there are any', () => {
    having(opened, li, anna)
      .when(released('li', '2026-03-31'))
      .thenRejected('LastManager', { user: 'li', on: '2026-04-01' })
    having(opened, li).when(released('li', '2026-03-31')).thenMatching({ type: 'MemberReleased' })
    having(opened, li, anna, appointed('bo', ['manager'], '2026-04-01'))
      .when(released('li', '2026-03-31'))
      .thenMatching({ type: 'MemberReleased' })
    having(opened, li, anna, appointed('bo', ['manager'], '2026-04-02'))
      .when(released('li', '2026-03-31'))
      .thenRejected('LastManager', { on: '2026-04-01' })
    having(opened, li, anna)
      .when(appointed('li', ['sales'], '2026-05-01'))
      .thenRejected('LastManager', { on: '2026-05-01' })
    having(opened, appointed('li', ['manager'], '2026-02-01', { until: '2026-12-31' }))
      .when(anna)
      .thenRejected('LastManager', { on: '2027-01-01' })
  })

  test('work in teams that are formed once and dissolved', () => {
    const { type: _, occurredOn, ...data } = formed
    having(opened).when(formed).then({ type: 'TeamFormed', occurredOn, data })
    having(opened, formed).when(formed).thenRejected('TeamExists', { team: 't1' })
    having(opened)
      .when({ ...formed, lead: 'anna' })
      .thenRejected('NotAMember', { user: 'anna', on: '2026-01-20' })
    having(opened, li, anna)
      .when({ ...formed, occurredOn: '2026-02-10', lead: 'anna' })
      .thenMatching({ data: { lead: 'anna' } })
    having(opened, formed)
      .when(dissolved)
      .then({ type: 'TeamDissolved', occurredOn: '2026-03-10', data: { region: 'East', team: 't1' } })
    having(opened).when(dissolved).thenRejected('NoSuchTeam')
    having(opened, formed, dissolved).when(dissolved).thenRejected('TeamDissolved')
    const { state } = having(opened, formed, li, { ...anna, team: 't1' }, dissolved)
    const teamOf = (day: string) => teamOn(state, make(UserId, 'anna'), date(day))
    expect(teamOf('2026-02-09')).toBeNull()
    expect(teamOf('2026-03-09')).toBe('t1')
    expect(teamOf('2026-03-10')).toBeNull()
  })

  test('a region may lie under another open one', () => {
    const place = { type: 'PlaceUnder', ...on('2026-02-01'), parent: 'West' } as const
    having(opened)
      .when(place)
      .then({ type: 'RegionPlaced', occurredOn: '2026-02-01', data: { region: 'East', parent: 'West' } })
    having(opened, place).when(place).thenRejected('NothingChanges')
    having(opened)
      .when({ ...place, parent: 'East' })
      .thenRejected('UnderItself')
    having(opened)
      .when({ ...place, parent: 'Nowhere' })
      .thenRejected('RegionNotOpen', { region: 'Nowhere' })
  })

  test('acknowledge the policy version by version, and who has not is known (clause 2)', () => {
    const acknowledged = {
      type: 'AcknowledgePolicy',
      ...on('2026-02-11'),
      user: 'anna',
      version: 'default-1',
    } as const
    const { type: _, occurredOn, ...data } = acknowledged
    having(opened).when(acknowledged).then({ type: 'PolicyAcknowledged', occurredOn, data })
    const known = having(opened, li, anna, acknowledged)
    known.when(acknowledged).thenRejected('NothingChanges')
    known.when({ ...acknowledged, user: 'li' }).thenMatching({ type: 'PolicyAcknowledged' })
    known.when({ ...acknowledged, version: 'v9' }).thenRejected('NoSuchVersion', { version: 'v9' })
    const adopted = { type: 'AdoptPolicy', ...on('2026-02-05'), effectiveFrom: '2026-03-01' } as const
    having(opened, { ...adopted, version: 'v9', policy: defaultPolicy })
      .when({ ...acknowledged, version: 'v9' })
      .thenMatching({ data: { version: 'v9' } })
    known.when({ ...acknowledged, user: 'li' }).thenMatching({ data: { user: 'li' } })
    const both = having(opened, li, anna, acknowledged, { ...acknowledged, user: 'li' }).state
    expect([...both.acknowledged]).toEqual([['default-1', ['anna', 'li']]])
    const missing = (day: string, version: string) =>
      acknowledgementsMissing(known.state, make(Code, version), date(day))
    expect(missing('2026-02-11', 'default-1')).toEqual(['li'])
    expect(missing('2026-02-11', 'v9')).toEqual(['li', 'anna'])
    expect(missing('2026-02-09', 'v9')).toEqual(['li'])
  })
})
