import { isLeft } from 'fp-ts/lib/Either.js'
import type { Context } from '../../aggregate/context.ts'
import type { Code } from '../../vocabulary/code.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import {
  accepted,
  type Check,
  type Command,
  checkList,
  checkPeriod,
  type Decision,
  met,
  nothingChanges,
  standingTeam,
} from '../decision.ts'
import type { RegionState } from '../state.ts'

export const holdMeeting = (c: Command<'HoldTeamMeeting'>, state: RegionState): Decision => {
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

export const shareItem = (c: Command<'ShareItem'>, state: RegionState): Decision => {
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

export const runCampaign = (c: Command<'RunCampaign'>, state: RegionState): Decision => {
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

export const setApproach = (
  c: Command<'SetIndustryApproach'>,
  state: RegionState,
  context: Context,
): Decision => {
  const known = knownIndustry(context, c.industry)
  if (isLeft(known)) return known
  if (state.approaches.get(c.industry) === c.approach) return nothingChanges(`approach to ${c.industry}`)
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'IndustryApproachSet', occurredOn, data })
}

export const noteTrend = (c: Command<'NoteIndustryTrend'>, _: unknown, context: Context): Decision => {
  const known = knownIndustry(context, c.industry)
  if (isLeft(known)) return known
  if (c.publishedOn !== undefined && c.publishedOn > c.occurredOn) {
    return refuse(
      'NotYetPublished',
      `${c.publishedOn} is after ${c.occurredOn}: note a trend when it is known, or correct the day of its publication.`,
      { publishedOn: c.publishedOn },
    )
  }
  const { type: __, occurredOn, ...data } = c
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
