import { type Either, right } from 'fp-ts/lib/Either.js'
import { refuse } from '../../vocabulary/rejection.ts'
import type { CustomerRejection } from '../rejections.ts'
import type { AccountTeam } from './team.ts'

/**
 * A dedicated team has somebody who answers for the customer and somebody who stands in, and nobody twice (A17).
 * @rejects TeamIncomplete, MemberTwice
 * @source policy 3.2-A
 */
export const checkTeam = ({ members }: AccountTeam): Either<CustomerRejection, void> => {
  const missing = (['owner', 'backup'] as const).find((part) => !members.some((m) => m.part === part))
  if (missing !== undefined) {
    return refuse('TeamIncomplete', `The team has no ${missing}: name at least one owner and one backup.`, {
      missing,
    })
  }
  const twice = members.find(({ user }, i) => members.findIndex((other) => other.user === user) !== i)
  return twice === undefined
    ? right(undefined)
    : refuse('MemberTwice', `${twice.user} is in the team twice: name everybody once, with all duties.`, {
        user: twice.user,
      })
}
