import { isLeft } from 'fp-ts/lib/Either.js'
import type { Context } from '../aggregate/context.ts'
import { checkTerms } from '../aggregate/region-terms.ts'
import { addWorkingDays } from '../policy/working-days.ts'
import { refuse } from '../vocabulary/rejection.ts'
import { about } from './about.ts'
import { amountNotPositive } from './amounts.ts'
import { checkSolution } from './decide-solution.ts'
import { accepted, type Command, type Decision } from './decision.ts'
import type { OpportunityCase } from './state.ts'

// Bargained over, agreed, signed and delivered (policy 6.3).

/** policy 6.3-A: whoever negotiates knows how far the customer can go, or what worries it. */
export const negotiate = (c: Command<'Negotiate'>, state: OpportunityCase, context: Context): Decision => {
  if (c.bottomLine === undefined && c.concerns === undefined) {
    return refuse(
      'BottomLineUnknown',
      'Neither a bottom line nor concerns are noted: find out at least one of the two (bottomLine, concerns).',
      {},
    )
  }
  const { type: _, occurredOn, ...facts } = c
  const data = { ...about(state), ...facts, negotiatedBy: context.actor }
  return accepted({ type: 'NegotiationRecorded', occurredOn, data })
}

/** policy 6.3-B: the contract follows promptly (A54). An offer that is taken as it is needs no negotiation. */
export const agree = (c: Command<'ReachAgreement'>, state: OpportunityCase, context: Context): Decision => {
  const ready = checkSolution(state)
  if (isLeft(ready)) return ready
  const { type: _, occurredOn, ...facts } = c
  const { version, policy } = context.policy
  const signBy = addWorkingDays(policy.calendar, occurredOn, policy.opportunities.signWorkingDays)
  const data = { ...about(state), ...facts, signBy, policy: version }
  return accepted({ type: 'AgreementReached', occurredOn, data })
}

/** policy 6.3-B: promptly, and with terms in which somebody else found no double meaning. */
export const sign = (c: Command<'SignContract'>, state: OpportunityCase, context: Context): Decision => {
  const terms = checkTerms(context, state.region, c.currency)
  if (isLeft(terms)) return terms
  if (c.amount <= 0) return amountNotPositive(c.amount)
  if (c.deliverBy < c.occurredOn) {
    return refuse(
      'DeliveryBeforeSigning',
      `The contract is signed on ${c.occurredOn}: it cannot promise delivery by ${c.deliverBy}.`,
      { deliverBy: c.deliverBy },
    )
  }
  if (c.checkedBy === context.actor || state.negotiators.has(c.checkedBy)) {
    return refuse(
      'SelfChecked',
      `${c.checkedBy} negotiated or signs the contract: have somebody else check that its terms are clear.`,
      { checkedBy: c.checkedBy },
    )
  }
  const { type: _, occurredOn, ...facts } = c
  const { signBy } = state
  const deadline = signBy === null ? {} : { signBy, late: occurredOn > signBy }
  const data = { ...about(state), ...facts, currency: terms.right.currency, ...deadline }
  return accepted({ type: 'ContractSigned', occurredOn, data })
}

/** policy 6.3-B, A54 */
export const deliver = (c: Command<'RecordDelivery'>, state: OpportunityCase): Decision => {
  const { type: _, occurredOn, ...facts } = c
  const due = state.deliverBy ?? occurredOn
  const data = { ...about(state), ...facts, due, deliveredOn: occurredOn, onTime: occurredOn <= due }
  return accepted({ type: 'DeliveryRecorded', occurredOn, data })
}
