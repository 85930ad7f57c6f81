import { right } from 'fp-ts/lib/Either.js'
import { refuse } from '../vocabulary/rejection.ts'
import { about } from './about.ts'
import type { Command, Decision } from './decision.ts'
import { causeUnknown } from './out-of-turn.ts'
import type { ComplaintCase } from './state.ts'

// What a complaint has to do with other complaints and with opportunities.

/** A45: two that say the same are handled as one, and were received twice all the same. */
export const merge = (
  { type: _, occurredOn, ...facts }: Command<'MergeComplaint'>,
  state: ComplaintCase,
): Decision =>
  facts.into === facts.complaint
    ? refuse(
        'SameComplaint',
        `${facts.into} is this complaint itself: name the other one that goes on for both (into).`,
        { complaint: facts.complaint },
      )
    : right([{ type: 'ComplaintMerged', occurredOn, data: { ...about(state), ...facts } }])

/** policy 5.3-C, A50: what repeats an earlier complaint has a category or a cause to repeat. */
export const linkRecurrence = (
  { occurredOn, complaint, earlier, because }: Command<'LinkRecurrence'>,
  state: ComplaintCase,
): Decision => {
  if (earlier === complaint) {
    return refuse(
      'SameComplaint',
      `${earlier} is this complaint itself: name the one before that it repeats (earlier).`,
      { complaint },
    )
  }
  if (state.repeats.some((link) => link.earlier === earlier && link.because === because)) {
    return refuse(
      'AlreadyLinked',
      `That it repeats ${earlier} by its ${because} is recorded already: there is nothing to add.`,
      { earlier, because },
    )
  }
  const code = state[because]
  if (code !== null) {
    const data = { complaint, ...about(state), earlier, because, code }
    return right([{ type: 'ComplaintRecurred', occurredOn, data }])
  }
  return because === 'rootCause'
    ? causeUnknown
    : refuse(
        'NoCategory',
        'The complaint was received without a category: link it by its root cause (because: rootCause).',
        {},
      )
}

/** policy 5.3-C: a need that nobody heard is not pursued here; an opportunity may have any other origin. */
export const linkOpportunity = (
  { occurredOn, complaint, opportunity }: Command<'LinkOpportunity'>,
  state: ComplaintCase,
): Decision => {
  const { need } = state
  if (need === null) {
    return refuse(
      'NoNeedHeard',
      'No further need was heard at a follow-up: record it with the follow-up first (RecordFollowUp, need).',
      {},
    )
  }
  if (state.opportunities.includes(opportunity)) {
    return refuse(
      'AlreadyPursued',
      `The opportunity ${opportunity} is linked already: there is nothing to add.`,
      { opportunity },
    )
  }
  const data = { complaint, ...about(state), opportunity, need }
  return right([{ type: 'FurtherNeedPursued', occurredOn, data }])
}
