import { type Either, right } from 'fp-ts/lib/Either.js'
import { type Named, rulesFor } from '../aggregate/rule.ts'
import type { OpportunityCommand } from './commands.ts'
import type { OpportunityEvent } from './events.ts'
import type { OpportunityRejection } from './rejections.ts'
import type { OpportunityState } from './state.ts'

/** What a command leads to: the events, or the fact that stands in its way. */
export type Decision = Either<OpportunityRejection, ReadonlyArray<OpportunityEvent>>
export type Command<Type extends OpportunityCommand['type']> = Named<OpportunityCommand, Type>

export const accepted = (event: OpportunityEvent): Decision => right([event])

export const rule = rulesFor<
  OpportunityState,
  OpportunityEvent,
  OpportunityRejection,
  OpportunityState['stage']
>()
