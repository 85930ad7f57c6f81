import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../policy/default-policy.ts'
import { make } from '../testing/leaves.ts'
import { specification } from '../testing/specification.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Period } from '../vocabulary/period.ts'
import { RegionCommand, type RegionCommandInput } from './commands.ts'
import { regionEvents } from './events.ts'
import { region } from './region.ts'
import { subjectOf } from './subject.ts'
import { policyOn, targetFor } from './terms/state.ts'

const { given, having } = specification(region, { command: RegionCommand, events: regionEvents })

const opened = {
  type: 'OpenRegion',
  occurredOn: '2026-01-05',
  region: 'East',
  name: '华东',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
} as const
const adopted = (version: string, effectiveFrom: string) =>
  ({
    type: 'AdoptPolicy',
    occurredOn: '2026-02-01',
    region: 'East',
    version,
    effectiveFrom,
    policy: defaultPolicy,
  }) as const
const target = {
  type: 'SetTarget',
  occurredOn: '2026-01-10',
  region: 'East',
  kpi: 'sales',
  period: '2026-Q1',
  target: 5_000_000,
} as const

describe('a region (policy 2)', () => {
  test('opens once, with its time zone and currency', () => {
    const { type: _, occurredOn, ...data } = opened
    given()
      .when(opened)
      .then({ type: 'RegionOpened', occurredOn, data: { ...data, founder: 'tester' } })
    having(opened).when(opened).thenRejected('RegionAlreadyOpen', { openedOn: '2026-01-05' })
    given().when(target).thenRejected('RegionNotOpen', { region: 'East' })
  })

  test('adopts a policy under a name of its own, from a day on', () => {
    having(opened)
      .when(adopted('v2', '2026-03-01'))
      .thenMatching({ type: 'PolicyAdopted', data: { version: 'v2' } })
    having(opened, adopted('v2', '2026-03-01'))
      .when(adopted('v2', '2026-04-01'))
      .thenRejected('VersionExists')
    const policy = { ...defaultPolicy, tiers: { ...defaultPolicy.tiers, a: defaultPolicy.tiers.b } }
    having(opened)
      .when({ ...adopted('v2', '2026-03-01'), policy })
      .thenRejected('InconsistentPolicy')
  })

  test('judges each day by the policy then in force: the latest effective, of equals the last adopted', () => {
    const { state } = having(
      opened,
      adopted('v2', '2026-03-01'),
      adopted('v3', '2026-02-15'),
      adopted('v4', '2026-03-01'),
    )
    const versionOn = (date: string) => policyOn(state, make(CalendarDate, date)).version
    expect(versionOn('2026-02-14')).toBe('default-1')
    expect(versionOn('2026-02-15')).toBe('v3')
    expect(versionOn('2026-03-01')).toBe('v4')
  })

  test('sets targets for itself and for its people, counts and money as whole numbers (policy 8.1)', () => {
    having(opened)
      .when(target)
      .thenMatching({ type: 'TargetSet', data: { kpi: 'sales', target: 5_000_000 } })
    having(opened, target).when(target).thenRejected('TargetUnchanged')
    const half = { numerator: 1, denominator: 2 }
    having(opened)
      .when({ ...target, target: half })
      .thenRejected('TargetNotWhole', { kpi: 'sales' })
    for (const [kpi, unit] of [
      ['sales', 'minor units'],
      ['newCustomers', 'a count'],
    ] as const) {
      having(opened)
        .when({ ...target, kpi, target: half })
        .thenRejected('TargetNotWhole', { kpi, message: expect.stringContaining(`(${unit})`) })
    }
    having(opened)
      .when({ ...target, kpi: 'loyalty', target: half })
      .thenMatching({ data: { target: half } })
    const raised = having(
      opened,
      target,
      { ...target, owner: 'anna', target: 1 },
      { ...target, target: 6_000_000 },
    ).state
    expect(targetFor(raised, 'sales', make(Period, '2026-Q1'), subjectOf(null))).toBe(6_000_000)
    expect(targetFor(raised, 'sales', make(Period, '2026-Q2'), subjectOf(null))).toBeNull()
    expect(raised.targets).toHaveLength(2)
  })

  test('adopts no policy whose permissions nobody can follow', () => {
    const allowing = (...commands: ReadonlyArray<{ command: string; roles: ReadonlyArray<'sales'> }>) =>
      having(opened).when({
        ...adopted('v2', '2026-03-01'),
        policy: { ...defaultPolicy, permissions: { ...defaultPolicy.permissions, commands } },
      })
    allowing({ command: 'SetTarget', roles: ['sales'] }).thenMatching({ type: 'PolicyAdopted' })
    allowing({ command: 'SetTraget', roles: ['sales'] }).thenRejected('InconsistentPolicy', {
      problems: ['permissions: there is no command SetTraget'],
    })
    allowing({ command: 'SetTarget', roles: [] }).thenRejected('InconsistentPolicy', {
      problems: ['permissions: nobody may give SetTarget'],
    })
    const rule = { command: 'SetTarget', roles: ['sales'] } as const
    allowing(rule, rule).thenRejected('InconsistentPolicy', {
      problems: ['permissions: SetTarget has two rules'],
      message: 'The policy contradicts itself: permissions: SetTarget has two rules.',
    })
  })

  test('sets targets for teams that stand, and for one subject at a time', () => {
    const formed = {
      type: 'FormTeam',
      occurredOn: '2026-01-08',
      region: 'East',
      team: 't',
      name: 'T',
    } as const
    const { type: _, occurredOn, ...data } = target
    const set = having(opened, formed)
    set
      .when({ ...target, team: 't' })
      .then({ type: 'TargetSet', occurredOn, data: { ...data, subject: { kind: 'team', team: 't' } } })
    set
      .when({ ...target, owner: 'anna' })
      .thenMatching({ data: { subject: { kind: 'person', user: 'anna' } } })
    set.when(target).thenMatching({ data: { subject: { kind: 'region' } } })
    set.when({ ...target, team: 't', owner: 'anna' }).thenRejected('TwoSubjects')
    set.when({ ...target, team: 'u' }).thenRejected('NoSuchTeam', { team: 'u' })
  })

  test('reads targets that were set before there were teams', () => {
    const [upcast] = regionEvents.TargetSet.upcasts
    expect(upcast({ region: 'East', target: 1 })).toEqual({
      region: 'East',
      target: 1,
      subject: { kind: 'region' },
    })
    expect(upcast({ region: 'East', owner: 'anna', target: 1 })).toEqual({
      region: 'East',
      target: 1,
      subject: { kind: 'person', user: 'anna' },
    })
  })

  test('tells nothing before it happened', () => {
    const today = make(CalendarDate, '2026-01-04')
    given().when(opened, { today }).thenRejected('InTheFuture')
    given()
      .when(opened, { today: make(CalendarDate, '2028-01-01') })
      .thenRejected('BackDatedTooFar')
  })
})

test('a command touches its own region, a placing the other as well', () => {
  const of = (command: RegionCommandInput) =>
    region.touches(make(RegionCommand, command), region.initial).regions
  const place = { type: 'PlaceUnder', occurredOn: '2026-02-01', region: 'East', parent: 'West' } as const
  expect(of(place)).toEqual(['East', 'West'])
  expect(of({ ...place, parent: 'East' })).toEqual(['East'])
  expect(of(opened)).toEqual(['East'])
})
