import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../policy/default-policy.ts'
import { make } from '../../testing/leaves.ts'
import { Code } from '../../vocabulary/code.ts'
import { given, having, on, opened } from '../region.fixture.ts'
import { teamMeetingDueOn } from './meeting-due.ts'

const met = {
  type: 'HoldTeamMeeting',
  ...on('2026-02-03'),
  meeting: 'm1',
  participants: ['anna', 'bo'],
  topics: ['new facts'],
} as const
const formed = { type: 'FormTeam', ...on('2026-01-20'), team: 't1', name: 'Key accounts' } as const
const dissolved = { type: 'DissolveTeam', ...on('2026-03-10'), team: 't1' } as const
const shared = {
  type: 'ShareItem',
  ...on('2026-02-03'),
  item: 'i1',
  kind: 'successCase',
  text: 'Won back',
} as const
const campaign = {
  type: 'RunCampaign',
  ...on('2026-02-03'),
  campaign: 'k1',
  name: 'Spring',
  goal: 'Be known in the east',
  from: '2026-03-01',
  until: '2026-03-31',
} as const
const approach = {
  type: 'SetIndustryApproach',
  ...on('2026-02-03'),
  industry: 'manufacturing',
  approach: 'price and efficiency',
} as const
const trend = {
  type: 'NoteIndustryTrend',
  ...on('2026-02-03'),
  industry: 'technology',
  trend: 'everything at once',
  painPoints: ['lead times'],
  source: 'trade press',
  publishedOn: '2026-02-03',
} as const
const factsOf = ({ type: _, occurredOn, ...data }: { type: string; occurredOn: string }) => ({
  occurredOn,
  data,
})

describe('a team tells itself what it knows (policy 7.1-A)', () => {
  test('it meets, shares facts and cases, and is due to meet again in a month (clause 66)', () => {
    having(opened)
      .when(met)
      .thenMatching({ type: 'TeamMeetingHeld', ...factsOf(met) })
    having(opened, met).when(met).thenRejected('MeetingExists', { meeting: 'm1' })
    having(opened)
      .when({ ...met, participants: [] })
      .thenRejected('ListEmpty', { list: 'participants' })
    having(opened)
      .when({ ...met, topics: [] })
      .thenRejected('ListEmpty', { list: 'topics' })
    having(opened)
      .when({ ...met, team: 't1' })
      .thenRejected('NoSuchTeam')
    having(opened)
      .when(shared)
      .thenMatching({ type: 'ItemShared', ...factsOf(shared) })
    having(opened, shared).when(shared).thenRejected('ItemExists', { item: 'i1' })
    having(opened)
      .when({ ...shared, kind: 'customerFact' })
      .thenRejected('CustomerMissing')
    having(opened)
      .when({ ...shared, kind: 'customerFact', customer: 'C1' })
      .thenMatching({ type: 'ItemShared' })
    const late = { ...met, meeting: 'm2', occurredOn: '2026-02-20', team: 't1' }
    const { state } = having(opened, formed, late, met)
    expect(teamMeetingDueOn(defaultPolicy, state)).toBe('2026-03-03')
    expect(teamMeetingDueOn(defaultPolicy, state, make(Code, 't1'))).toBe('2026-03-20')
    expect(teamMeetingDueOn(defaultPolicy, state, make(Code, 't2'))).toBeNull()
    const before = having(opened, formed)
    expect(teamMeetingDueOn(defaultPolicy, before.state)).toBe('2026-02-05')
    expect(teamMeetingDueOn(defaultPolicy, before.state, make(Code, 't1'))).toBe('2026-02-20')
    expect(
      teamMeetingDueOn(defaultPolicy, having(opened, formed, dissolved).state, make(Code, 't1')),
    ).toBeNull()
    expect(teamMeetingDueOn(defaultPolicy, given().state)).toBeNull()
  })

  test('campaigns make the region known (clause 70)', () => {
    having(opened)
      .when(campaign)
      .thenMatching({ type: 'CampaignRun', ...factsOf(campaign) })
    having(opened, campaign).when(campaign).thenRejected('CampaignExists', { campaign: 'k1' })
    having(opened)
      .when({ ...campaign, until: '2026-02-28' })
      .thenRejected('PeriodReversed')
    having(opened)
      .when({ ...campaign, until: '2026-03-01' })
      .thenMatching({ type: 'CampaignRun' })
  })

  test('each industry of the policy has its own approach (clause 5)', () => {
    having(opened)
      .when(approach)
      .thenMatching({ type: 'IndustryApproachSet', ...factsOf(approach) })
    having(opened, approach).when(approach).thenRejected('NothingChanges')
    having(opened)
      .when({ ...approach, industry: 'x' })
      .thenRejected('UnknownIndustry', { industry: 'x' })
  })

  test('trends and pain points of an industry are noted once they are known (clause 6)', () => {
    having(opened)
      .when(trend)
      .thenMatching({ type: 'IndustryTrendNoted', ...factsOf(trend) })
    having(opened)
      .when({ ...trend, industry: 'x' })
      .thenRejected('UnknownIndustry')
    having(opened)
      .when({ ...trend, publishedOn: '2026-02-04' })
      .thenRejected('NotYetPublished', { publishedOn: '2026-02-04' })
  })
})
