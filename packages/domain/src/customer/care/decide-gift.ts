import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Context } from '../../aggregate/context.ts'
import { openRegion } from '../../aggregate/region-terms.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import {
  accepted,
  alreadyRecorded,
  checkApprover,
  type Decision,
  factsOf,
  notRecorded,
  notRegistered,
} from '../decision.ts'
import type { CustomerRejection } from '../rejections.ts'
import type { CustomerState } from '../state.ts'
import type { CareCommand } from './commands.ts'
import { recipientYear } from './state.ts'

type GiveGift = Extract<CareCommand, { type: 'GiveGift' }>

/**
 * Gifts mean something and advertise nothing; worth more than the policy's limit a manager approves them, and nobody gets more
 * than so much a year.
 * @source policy 5.2-A, A40
 */
export const giveGift = (c: GiveGift, state: CustomerState, context: Context): Decision => {
  const { homeRegion } = state
  if (homeRegion === null) return notRegistered
  if (state.gifts.has(c.gift)) return alreadyRecorded('gift', c.gift)
  if (!state.people.has(c.recipient)) return notRecorded('person', c.recipient)
  const { commercial, ...facts } = factsOf(c)
  if (!isGift(commercial)) {
    return refuse(
      'GiftTooCommercial',
      'A gift that advertises us is none: choose one that means something to whoever gets it.',
      {},
    )
  }
  const allowed = checkValue(context, c, state)
  if (isLeft(allowed)) return allowed
  const here = openRegion(context, homeRegion)
  if (isLeft(here)) return here
  const { currency } = here.right
  return accepted({
    type: 'GiftGiven',
    occurredOn: c.occurredOn,
    data: { ...facts, currency, commercial: false },
  })
}

/**
 * Gifts have cultural meaning and are not too commercial.
 * @source policy 5.2-A
 * @clause 43
 */
const isGift = (commercial: boolean): boolean => !commercial

const checkValue = (context: Context, c: GiveGift, state: CustomerState): Either<CustomerRejection, void> => {
  const { approvalAbove, recipientYearMax } = context.policy.policy.care.gifts
  if (c.value <= 0) {
    return refuse('AmountNotPositive', `${c.value} is no value of a gift: give what it cost.`, {
      netAmount: c.value,
    })
  }
  const remaining = recipientYearMax - (state.given.get(recipientYear(c.recipient, c.occurredOn)) ?? 0)
  if (c.value > remaining) {
    return refuse(
      'GiftLimitExceeded',
      `${c.recipient} may be given ${Math.max(remaining, 0)} (minor units) more in ${c.occurredOn.slice(0, 4)}: choose a smaller gift.`,
      { recipient: c.recipient, remaining },
    )
  }
  if (c.value <= approvalAbove) return right(undefined)
  return c.approver === undefined
    ? refuse(
        'ApprovalMissing',
        `A gift worth more than ${approvalAbove} (minor units) needs a manager’s approval: name the approver.`,
        {},
      )
    : checkApprover(context, [state.homeRegion], c.approver)
}
