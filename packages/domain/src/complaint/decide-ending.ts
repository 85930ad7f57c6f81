import { right } from 'fp-ts/lib/Either.js'
import type { Context } from '../aggregate/context.ts'
import { refuse } from '../vocabulary/rejection.ts'
import type { Text } from '../vocabulary/text.ts'
import { about } from './about.ts'
import { reopened } from './decide-course.ts'
import type { Command, Decision } from './decision.ts'
import type { ComplaintEvent } from './events.ts'
import type { ComplaintCase } from './state.ts'
import { includesCompany } from './vocabulary.ts'

// Following up and closing (policy 5.3-C).

/** policy 5.3-C, A49: a customer who is not satisfied opens the complaint again, without anybody having to ask. */
export const followUp = (c: Command<'RecordFollowUp'>, state: ComplaintCase, context: Context): Decision => {
  const { type: _, occurredOn, ...facts } = c
  const followedUp: ComplaintEvent = {
    type: 'ComplaintFollowedUp',
    occurredOn,
    data: { ...about(state), ...facts, attempt: state.followUps + 1 },
  }
  const { complaint } = c
  return right(
    c.outcome === 'notSatisfied'
      ? [followedUp, reopened({ occurredOn, complaint, reason: notSatisfied }, state, context)]
      : [followedUp],
  )
}

/** policy 5.3-C, A49, A50: closed when the customer is satisfied, or was tried in vain on enough days; with the lesson. */
export const close = (c: Command<'CloseComplaint'>, state: ComplaintCase): Decision => {
  const attempts = state.unreachableOn.length
  const needed = state.deadlines.followUpAttemptsMax
  if (state.stage !== 'confirmed' && attempts < needed) {
    return refuse(
      'NotConfirmed',
      `The customer has not said to be satisfied: follow up first (RecordFollowUp). After attempts in vain on ${needed} days (so far ${attempts}) it may be closed unconfirmed.`,
      { attempts, needed },
    )
  }
  if (state.faultParty !== null && includesCompany(state.faultParty) && c.lesson === undefined) {
    return refuse(
      'LessonMissing',
      'The company was at fault: write down in a sentence what it learns from this (lesson).',
      {
        faultParty: state.faultParty,
      },
    )
  }
  const { type: _, occurredOn, ...facts } = c
  const confirmation = state.stage === 'confirmed' ? 'satisfied' : 'unconfirmed'
  return right([{ type: 'ComplaintClosed', occurredOn, data: { ...about(state), ...facts, confirmation } }])
}

const notSatisfied = 'Not satisfied at the follow-up' as Text
