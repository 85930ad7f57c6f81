import type { Either } from 'fp-ts/lib/Either.js'
import type { Named } from '../aggregate/rule.ts'
import { rulesFor } from '../aggregate/rule.ts'
import type { ComplaintCommand } from './commands.ts'
import type { ComplaintEvent } from './events.ts'
import type { ComplaintRejection } from './rejections.ts'
import type { ComplaintState } from './state.ts'

/** What a command leads to: the events, or the fact that stands in its way. */
export type Decision = Either<ComplaintRejection, ReadonlyArray<ComplaintEvent>>
export type Command<Type extends ComplaintCommand['type']> = Named<ComplaintCommand, Type>

export const rule = rulesFor<ComplaintState, ComplaintEvent, ComplaintRejection, ComplaintState['stage']>()
