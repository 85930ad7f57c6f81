import { match, P } from 'ts-pattern'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, alreadyRecorded, type Decision, factsOf, notRecorded } from '../decision.ts'
import type { CustomerState } from '../state.ts'
import type { RelationshipCommand } from './commands.ts'
import type { FeedbackStatus } from './state.ts'

type FeedbackCommand = Extract<RelationshipCommand, { readonly feedback: unknown }>

/** policy 5.1-C: what is heard is kept until it is resolved, or has become a complaint (A36). */
export const decideFeedback = (command: FeedbackCommand, state: CustomerState): Decision => {
  const status = state.feedback.get(command.feedback) ?? null
  return match<[FeedbackStatus | null, FeedbackCommand], Decision>([status, command])
    .with([P.string, { type: 'RecordFeedback' }], ([, c]) => alreadyRecorded('feedback', c.feedback))
    .with([null, { type: 'RecordFeedback' }], ([, c]) =>
      c.contact !== undefined && !state.contacts.has(c.contact)
        ? notRecorded('contact', c.contact)
        : accepted({ type: 'FeedbackRecorded', occurredOn: c.occurredOn, data: factsOf(c) }),
    )
    .with([null, P._], ([, c]) => notRecorded('feedback', c.feedback))
    .with(['open', { type: 'ResolveFeedback' }], ([, c]) =>
      accepted({ type: 'FeedbackResolved', occurredOn: c.occurredOn, data: factsOf(c) }),
    )
    .with([P.union('open', 'resolved'), { type: 'EscalateFeedback' }], ([, c]) =>
      accepted({ type: 'FeedbackEscalated', occurredOn: c.occurredOn, data: factsOf(c) }),
    )
    .with([P.string, { type: P.union('ResolveFeedback', 'EscalateFeedback') }], ([was, c]) =>
      refuse(
        'FeedbackSettled',
        `Feedback ${c.feedback} is ${was} already: record what was heard since under its own id (RecordFeedback).`,
        { feedback: c.feedback, status: was },
      ),
    )
    .exhaustive()
}
