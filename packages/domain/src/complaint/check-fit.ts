import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Context } from '../aggregate/context.ts'
import { refuse } from '../vocabulary/rejection.ts'
import type { ComplaintCommand } from './commands.ts'
import type { ComplaintRejection } from './rejections.ts'
import type { ComplaintCase, ComplaintState } from './state.ts'

type Fit = Either<ComplaintRejection, void>
const fits: Fit = right(undefined)

/** What holds in every stage: no judge in their own cause, no work while waiting, and days that can follow each other. */
export const checkFit = (command: ComplaintCommand, state: ComplaintState, context: Context): Fit => {
  if (state.stage === 'unheard') return fits
  const ordered = checkOrderOfDays(command, state)
  if (isLeft(ordered)) return ordered
  const independent = checkIndependence(context, command, state)
  if (isLeft(independent)) return independent
  if (state.pausedSince !== null && work.includes(command.type)) {
    return refuse(
      'Paused',
      `The complaint is paused, for the customer has to act, since ${state.pausedSince}: resume it first (ResumeComplaint).`,
      { since: state.pausedSince },
    )
  }
  return fits
}

/**
 * The receipt starts every clock, so nothing lies before it. Between the later steps no order of days is asked for: they are
 * often told afterwards, and a phone call of Monday may be noted after a finding of Tuesday. Two orders are kept, because
 * figures follow from them: pauses do not overlap and end before the decision (A46), and what confirms a decision comes
 * after it (policy 5.3-C: "after handling").
 */
const checkOrderOfDays = ({ type, occurredOn }: ComplaintCommand, state: ComplaintCase): Fit => {
  const { receivedOn, resolvedOn } = state
  if (type !== 'ReceiveComplaint' && occurredOn < receivedOn) {
    return refuse(
      'BeforeReceipt',
      `The complaint was received on ${receivedOn}: nothing was done about it on ${occurredOn}.`,
      { receivedOn },
    )
  }
  const until = state.pauses.at(-1)?.until ?? receivedOn
  if (endsPauses.includes(type) && occurredOn < until) {
    return refuse(
      'PausedUntil',
      `The complaint was paused until ${until}: this cannot have been on ${occurredOn}.`,
      { until },
    )
  }
  if (confirms.includes(type) && resolvedOn !== null && occurredOn < resolvedOn) {
    return refuse(
      'BeforeResolution',
      `The complaint was resolved on ${resolvedOn}: follow up and close it then or later, not on ${occurredOn}.`,
      { resolvedOn },
    )
  }
  return fits
}

/**
 * Nobody handles a complaint about themselves, nor hands it to the person it is about (A47).
 * @clause 51
 */
const checkIndependence = (context: Context, command: ComplaintCommand, { about }: ComplaintCase): Fit => {
  const handler =
    command.type === 'StartInvestigation' && command.investigator === about
      ? command.investigator
      : context.actor
  return handling.includes(command.type) && handler === about
    ? refuse(
        'HandlerComplainedAbout',
        `The complaint is about ${handler}, who cannot handle it: let somebody else do it (policy 5.3-B).`,
        { handler },
      )
    : fits
}

type Kinds = ReadonlyArray<ComplaintCommand['type']>

// Receiving, acknowledging, telling how it goes, withdrawing, reopening and pursuing a further need are open to all: whoever
// is complained about must still write down the complaint they hear (policy 5.3-A), and can do the complainant no harm by it.
const handling: Kinds = [
  'AssessComplaint',
  'StartInvestigation',
  'RecordFinding',
  'DetermineCause',
  'ProposeResolution',
  'ResolveComplaint',
  'RecordFollowUp',
  'CloseComplaint',
  'RejectComplaint',
  'MergeComplaint',
  'PauseComplaint',
  'ResumeComplaint',
  'LinkRecurrence',
]

// The clock stands still only because nothing can be done without the customer (A46): work would belie that.
const work: Kinds = [
  'AssessComplaint',
  'StartInvestigation',
  'RecordFinding',
  'DetermineCause',
  'ProposeResolution',
  'ResolveComplaint',
  'PauseComplaint',
]

const endsPauses: Kinds = ['PauseComplaint', 'ResolveComplaint']
const confirms: Kinds = ['RecordFollowUp', 'CloseComplaint']
