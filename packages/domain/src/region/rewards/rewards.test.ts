import { describe, expect, test } from 'vitest'
import { make } from '../../testing/leaves.ts'
import { governedBy } from '../../testing/world.ts'
import { Code, UserId } from '../../vocabulary/code.ts'
import { having, on, opened, personal } from '../region.fixture.ts'
import { bandFor } from './band.ts'

const by = (user: string) => ({ actor: make(UserId, user) })
const half = (numerator: number) => ({ numerator, denominator: 2 })
const closed = { type: 'ClosePeriod', ...on('2026-04-01'), period: '2026-Q1' } as const
const anna = { kind: 'person', user: 'anna' } as const
const assessed = {
  type: 'AssessPerformance',
  ...on('2026-04-02'),
  subject: anna,
  period: '2026-Q1',
  score: half(1),
  scheme: 'default-1',
} as const
const restated = {
  type: 'RestateAssessment',
  ...on('2026-05-02'),
  subject: anna,
  period: '2026-Q1',
  score: half(2),
  reason: 'a late return',
} as const
const plan = {
  type: 'AdoptRewardPlan',
  ...on('2026-04-03'),
  plan: 'p',
  bands: [
    { from: half(1), kind: 'bonus', amount: 500 },
    { from: half(2), kind: 'honour' },
  ],
} as const
const proposed = { ...on('2026-04-03'), reward: 'r', subject: anna, period: '2026-Q1' } as const
const bonus = { type: 'ProposeMonetaryReward', ...proposed, kind: 'bonus', amount: 1 } as const
const honour = {
  type: 'ProposeRecognition',
  ...proposed,
  kind: 'honour',
  title: 'Seller',
  public: true,
} as const
const approved = { type: 'ApproveReward', ...on('2026-04-04'), reward: 'r', approver: 'manager' } as const
const rejected = {
  type: 'RejectReward',
  ...on('2026-04-04'),
  reward: 'r',
  reason: personal('not yet'),
} as const
const granted = { type: 'GrantReward', ...on('2026-04-05'), reward: 'r' } as const
const factsOf = ({ type: _, occurredOn, ...data }: { type: string; occurredOn: string }) => ({
  occurredOn,
  data,
})

describe('judging (policy 8.1, A72)', () => {
  test('a period is closed once, when it is over', () => {
    having(opened)
      .when(closed)
      .thenMatching({ type: 'PeriodClosed', ...factsOf(closed) })
    having(opened)
      .when({ ...closed, occurredOn: '2026-03-31' })
      .thenRejected('PeriodNotOver', { endsOn: '2026-03-31' })
    having(opened, closed).when(closed).thenRejected('PeriodAlreadyClosed', { closedOn: '2026-04-01' })
  })

  test('results of a closed period are assessed once, for people and teams (clause 78)', () => {
    having(opened, closed)
      .when(assessed)
      .thenMatching({ type: 'PerformanceAssessed', ...factsOf(assessed) })
    having(opened).when(assessed).thenRejected('PeriodOpen', { period: '2026-Q1' })
    having(opened, closed, assessed)
      .when(assessed)
      .thenRejected('AlreadyAssessed', { assessedOn: '2026-04-02' })
    having(opened, closed, assessed)
      .when({ ...assessed, subject: { kind: 'region' } })
      .thenMatching({})
    const ready = having(opened, closed)
    ready
      .when({ ...assessed, subject: { kind: 'team', team: 't' } })
      .thenRejected('NoSuchTeam', { team: 't' })
    ready.when({ ...assessed, scheme: 'v9' }).thenRejected('NoSuchVersion', { version: 'v9' })
    ready.when({ ...assessed, score: half(-1) }).thenRejected('OutOfRange', {
      what: 'score',
      message: expect.stringContaining('score -1/2 cannot be: it is 0 or more'),
    })
    ready.when({ ...assessed, score: half(0) }).thenMatching({})
    ready.when({ ...assessed, coverage: half(3) }).thenRejected('OutOfRange', {
      what: 'coverage',
      message: expect.stringContaining('coverage 3/2 cannot be: it is from 0 to 1'),
    })
    ready.when({ ...assessed, coverage: half(2) }).thenMatching({ data: { coverage: half(2) } })
    ready.when({ ...assessed, occurredOn: '2026-03-31' }).thenRejected('TooEarly', { earliest: '2026-04-01' })
  })

  test('a correction shows both values', () => {
    having(opened, closed, assessed)
      .when(restated)
      .then({
        type: 'AssessmentRestated',
        occurredOn: '2026-05-02',
        data: {
          region: 'East',
          subject: anna,
          period: '2026-Q1',
          scoreBefore: half(1),
          score: half(2),
          reason: 'a late return',
        },
      })
    having(opened, closed, assessed, restated).when(restated).thenRejected('NothingChanges')
    having(opened, closed).when(restated).thenRejected('NotAssessed', { period: '2026-Q1' })
    having(opened, closed, assessed)
      .when({ ...restated, score: half(-1) })
      .thenRejected('OutOfRange')
    having(opened, closed, assessed)
      .when({ ...restated, occurredOn: '2026-04-01' })
      .thenRejected('TooEarly')
  })
})

describe('rewards (policy 8.2, A73)', () => {
  test('money rewards the result of an assessment, in the region’s currency (clause 79)', () => {
    const ready = having(opened, closed, assessed)
    ready.when(bonus).then({
      type: 'MonetaryRewardProposed',
      occurredOn: '2026-04-03',
      data: {
        region: 'East',
        reward: 'r',
        subject: anna,
        period: '2026-Q1',
        kind: 'bonus',
        amount: 1,
        currency: 'CNY',
        proposer: 'tester',
      },
    })
    ready.when({ ...bonus, amount: 0 }).thenRejected('AmountTooSmall', { amount: 0, least: 1 })
    ready
      .when({ ...bonus, currency: 'USD' })
      .thenRejected('CurrencyMismatch', { expected: 'CNY', given: 'USD' })
    ready.when({ ...bonus, currency: 'CNY' }).thenMatching({ data: { currency: 'CNY' } })
    having(opened, closed).when(bonus).thenRejected('NotAssessed', { period: '2026-Q1' })
    ready.when({ ...bonus, plan: 'p' }).thenRejected('NoSuchPlan', { plan: 'p' })
    ready.when({ ...bonus, occurredOn: '2026-04-01' }).thenRejected('TooEarly', { earliest: '2026-04-02' })
    const planned = having(opened, closed, assessed, plan)
    planned.when({ ...bonus, plan: 'p', amount: 499 }).thenRejected('AmountTooSmall', { least: 500 })
    planned.when({ ...bonus, plan: 'p', amount: 500 }).thenMatching({ data: { plan: 'p' } })
    planned.when({ ...bonus, plan: 'p', kind: 'prize' }).thenRejected('BelowBand', { kind: 'prize' })
    having(opened, closed, assessed, bonus).when(bonus).thenRejected('RewardExists', { reward: 'r' })
  })

  test('recognition is said in public, whatever its kind (clause 80)', () => {
    const ready = having(opened, closed, assessed)
    const { type: _, occurredOn, ...data } = honour
    ready
      .when(honour)
      .then({ type: 'RecognitionProposed', occurredOn, data: { ...data, proposer: 'tester' } })
    ready.when({ ...honour, public: false }).thenRejected('NotPublic')
    having(opened, closed).when(honour).thenRejected('NotAssessed')
    having(opened, closed, assessed, plan)
      .when({ ...honour, plan: 'p' })
      .thenRejected('BelowBand', { plan: 'p', kind: 'honour' })
    having(opened, closed, assessed, plan, restated)
      .when({ ...honour, plan: 'p', occurredOn: '2026-05-03' })
      .thenMatching({ data: { plan: 'p' } })
  })

  test('are proposed, approved by another manager, then granted', () => {
    const open = having(opened, closed, assessed, bonus)
    open.when(approved, by('wang')).thenMatching({ type: 'RewardApproved', ...factsOf(approved) })
    open.when({ ...approved, reward: 'x' }).thenRejected('NoSuchReward', { reward: 'x' })
    open.when({ ...approved, occurredOn: '2026-04-02' }).thenRejected('TooEarly', { earliest: '2026-04-03' })
    open.when(rejected).thenMatching({ type: 'RewardRejected', ...factsOf(rejected) })
    open.when(granted).thenRejected('RewardNotInStage', { stage: 'proposed', needed: 'approved' })
    const ready = having(opened, closed, assessed, bonus).and(approved, by('wang'))
    ready.when(granted).thenMatching({ type: 'RewardGranted', ...factsOf(granted) })
    ready.when(rejected).thenRejected('RewardNotInStage', { stage: 'approved', needed: 'proposed' })
    ready.and(granted, {}).when(granted).thenRejected('RewardNotInStage')
    having(opened, closed, assessed, bonus, rejected).when(approved).thenRejected('RewardNotInStage')
  })

  test('are approved by a manager, whoever says so', () => {
    const open = having(opened, closed, assessed, bonus)
    const governed = { regions: governedBy(), ...by('manager') }
    open
      .when({ ...approved, approver: 'mei' }, governed)
      .thenRejected('ApproverNotManager', { approver: 'mei' })
    open
      .when({ ...approved, approver: 'nobody' }, governed)
      .thenRejected('ApproverNotManager', { approver: 'nobody' })
    open.when(approved, governed).thenMatching({ type: 'RewardApproved' })
  })

  test('are never approved by whoever proposed them or is to have them, in their own name or another’s', () => {
    const open = having(opened, closed, assessed, bonus)
    const approve = (approver: string, actor: string) => open.when({ ...approved, approver }, by(actor))
    approve('tester', 'wang').thenRejected('SelfApproved', { approver: 'tester' })
    approve('wang', 'tester').thenRejected('SelfApproved', { approver: 'tester' })
    approve('anna', 'wang').thenRejected('SelfApproved', { approver: 'anna' })
    approve('wang', 'anna').thenRejected('SelfApproved', { approver: 'anna' })
    approve('wang', 'wang').thenMatching({ type: 'RewardApproved' })
  })

  test('nobody approves what their own team is to have', () => {
    const team = { kind: 'team', team: 't' } as const
    const formed = { type: 'FormTeam', ...on('2026-01-20'), team: 't', name: 'T' } as const
    const member = {
      type: 'AppointMember',
      ...on('2026-01-20'),
      user: 'li',
      roles: ['manager'],
      from: '2026-01-20',
      team: 't',
    } as const
    const open = having(
      opened,
      formed,
      member,
      closed,
      { ...assessed, subject: team },
      { ...bonus, subject: team },
    )
    open.when({ ...approved, approver: 'li' }, by('wang')).thenRejected('SelfApproved', { approver: 'li' })
    open.when({ ...approved, approver: 'bo' }, by('li')).thenRejected('SelfApproved', { approver: 'li' })
    open.when({ ...approved, approver: 'bo' }, by('wang')).thenMatching({ type: 'RewardApproved' })
  })

  test('plans have ascending bands, and a score has the highest it reaches', () => {
    having(opened)
      .when(plan)
      .thenMatching({ type: 'RewardPlanAdopted', ...factsOf(plan) })
    having(opened, plan).when(plan).thenRejected('PlanExists', { plan: 'p' })
    having(opened)
      .when({ ...plan, bands: [] })
      .thenRejected('ListEmpty', { list: 'bands' })
    having(opened)
      .when({ ...plan, bands: [...plan.bands].reverse() })
      .thenRejected('BandsNotAscending')
    const alike = [plan.bands[0], { from: { numerator: 2, denominator: 4 }, kind: 'prize' }]
    having(opened)
      .when({ ...plan, bands: alike })
      .thenRejected('BandsNotAscending')
    having(opened)
      .when({ ...plan, bands: [{ ...plan.bands[0], amount: 0 }] })
      .thenRejected('AmountTooSmall', { least: 1 })
    const [low, high] = [0, 1].map((i) => ({ from: half(i + 1), kind: make(Code, `k${i}`) }))
    const bands = low === undefined || high === undefined ? [] : [low, high]
    expect(bandFor(bands, { numerator: 49, denominator: 100 })).toBeNull()
    expect(bandFor(bands, half(1))).toBe(low)
    expect(bandFor(bands, { numerator: 99, denominator: 100 })).toBe(low)
    expect(bandFor(bands, half(2))).toBe(high)
  })
})
