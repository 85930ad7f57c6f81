import { isLeft } from 'fp-ts/lib/Either.js'
import { match } from 'ts-pattern'
import type { Code } from '../../vocabulary/code.ts'
import type { Context } from '../../vocabulary/decider.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import {
  accepted,
  type Check,
  checkList,
  checkPeriod,
  type Decision,
  met,
  nothingChanges,
  standingTeam,
} from '../decision.ts'
import type { WholeRegion } from '../state.ts'
import type { CollaborationCommand } from './commands.ts'

type Command<Type extends CollaborationCommand['type']> = Extract<CollaborationCommand, { type: Type }>

export const decideCollaboration = (
  context: Context,
  command: CollaborationCommand,
  state: WholeRegion,
): Decision =>
  match<CollaborationCommand, Decision>(command)
    .with({ type: 'HoldTeamMeeting' }, (c) => holdMeeting(c, state))
    .with({ type: 'ShareItem' }, (c) => shareItem(c, state))
    .with({ type: 'RunCampaign' }, (c) => runCampaign(c, state))
    .with({ type: 'SetIndustryApproach' }, (c) => setApproach(context, c, state))
    .with({ type: 'NoteIndustryTrend' }, (c) => noteTrend(context, c))
    .exhaustive()

const holdMeeting = (c: Command<'HoldTeamMeeting'>, state: WholeRegion): Decision => {
  if (state.meetings.has(c.meeting)) {
    return refuse('MeetingExists', `Meeting ${c.meeting} is recorded already: give this one its own code.`, {
      meeting: c.meeting,
    })
  }
  const met = checkList('participants', c.participants)
  if (isLeft(met)) return met
  const discussed = checkList('topics', c.topics)
  if (isLeft(discussed)) return discussed
  if (c.team !== undefined) {
    const standing = standingTeam(state, c.team)
    if (isLeft(standing)) return standing
  }
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'TeamMeetingHeld', occurredOn, data })
}

const shareItem = (c: Command<'ShareItem'>, state: WholeRegion): Decision => {
  if (state.items.has(c.item)) {
    return refuse('ItemExists', `Item ${c.item} is shared already: give this one its own code.`, {
      item: c.item,
    })
  }
  if (c.kind === 'customerFact' && c.customer === undefined)
    return refuse('CustomerMissing', 'Of whom is this true? Name the customer.', {})
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'ItemShared', occurredOn, data })
}

const runCampaign = (c: Command<'RunCampaign'>, state: WholeRegion): Decision => {
  if (state.campaigns.has(c.campaign)) {
    return refuse('CampaignExists', `Campaign ${c.campaign} is known already: give this one its own code.`, {
      campaign: c.campaign,
    })
  }
  const ordered = checkPeriod(c.from, c.until)
  if (isLeft(ordered)) return ordered
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'CampaignRun', occurredOn, data })
}

const setApproach = (context: Context, c: Command<'SetIndustryApproach'>, state: WholeRegion): Decision => {
  const known = knownIndustry(context, c.industry)
  if (isLeft(known)) return known
  if (state.approaches.get(c.industry) === c.approach) return nothingChanges(`approach to ${c.industry}`)
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'IndustryApproachSet', occurredOn, data })
}

const noteTrend = (context: Context, c: Command<'NoteIndustryTrend'>): Decision => {
  const known = knownIndustry(context, c.industry)
  if (isLeft(known)) return known
  if (c.publishedOn !== undefined && c.publishedOn > c.occurredOn) {
    return refuse(
      'NotYetPublished',
      `${c.publishedOn} is after ${c.occurredOn}: note a trend when it is known, or correct the day of its publication.`,
      { publishedOn: c.publishedOn },
    )
  }
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'IndustryTrendNoted', occurredOn, data })
}

/** A3: the list of industries is the policy's. */
const knownIndustry = (context: Context, industry: Code): Check =>
  context.policy.policy.information.industries.includes(industry)
    ? met
    : refuse(
        'UnknownIndustry',
        `The policy knows no industry ${industry}: use one of its list, or adopt a policy that has it (AdoptPolicy).`,
        { industry },
      )
