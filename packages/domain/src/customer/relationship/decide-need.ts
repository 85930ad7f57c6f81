import { match, P } from 'ts-pattern'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, alreadyRecorded, type Decision, factsOf, notRecorded } from '../decision.ts'
import type { CustomerState } from '../state.ts'
import type { RelationshipCommand } from './commands.ts'
import type { NeedStatus } from './state.ts'

type NeedCommand = Extract<RelationshipCommand, { readonly need: unknown }>

/** policy 3.2-A: every need is met, or somebody says why not. */
export const decideNeed = (command: NeedCommand, state: CustomerState): Decision => {
  const status = state.needs.get(command.need) ?? null
  return match<[NeedStatus | null, NeedCommand], Decision>([status, command])
    .with([P.string, { type: 'RecordNeed' }], ([, c]) => alreadyRecorded('need', c.need))
    .with([null, { type: 'RecordNeed' }], ([, c]) =>
      accepted({ type: 'NeedRecorded', occurredOn: c.occurredOn, data: factsOf(c) }),
    )
    .with([null, P._], ([, c]) => notRecorded('need', c.need))
    .with([P.union('open', 'declined'), { type: 'MeetNeed' }], ([, c]) =>
      accepted({ type: 'NeedMet', occurredOn: c.occurredOn, data: factsOf(c) }),
    )
    .with(['open', { type: 'DeclineNeed' }], ([, c]) =>
      accepted({ type: 'NeedDeclined', occurredOn: c.occurredOn, data: factsOf(c) }),
    )
    .with([P.string, { type: P.union('MeetNeed', 'DeclineNeed') }], ([was, c]) =>
      refuse(
        'NeedSettled',
        `Need ${c.need} is ${was} already: record a new need under its own id (RecordNeed).`,
        { need: c.need, status: was },
      ),
    )
    .exhaustive()
}
