import { decode, type Invalid, UserId } from '@kehu/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Deps, Sender } from './deps.ts'
import type { ExecuteOptions } from './kehu.ts'

/** Who gives the command and why; a correlation begins with the command itself unless one is given. An empty id is none. */
export const senderOf = (deps: Pick<Deps, 'newId'>, options: ExecuteOptions): Either<Invalid, Sender> => {
  const actor = decode(UserId)(options.actor)
  if (isLeft(actor)) return actor
  const given = options.commandId === '' ? undefined : options.commandId
  const commandId = given ?? deps.newId()
  return right({
    actor: actor.right,
    historical: options.historical === true,
    operator: options.asOperator === true,
    commandIdGiven: given !== undefined,
    metadata: {
      actor: actor.right,
      commandId,
      correlationId: options.correlationId ?? commandId,
      causationId: options.causationId ?? commandId,
    },
  })
}
