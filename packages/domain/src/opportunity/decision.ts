import { type Either, right } from 'fp-ts/lib/Either.js'
import type { OpportunityCommand } from './commands.ts'
import type { OpportunityEvent } from './events.ts'
import type { OpportunityRejection } from './rejections.ts'

export type Decision = Either<OpportunityRejection, ReadonlyArray<OpportunityEvent>>
export type Command<Type extends OpportunityCommand['type']> = Extract<OpportunityCommand, { type: Type }>

export const accepted = (event: OpportunityEvent): Decision => right([event])
