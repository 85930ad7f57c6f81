import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Context, RegionToday } from '../../aggregate/context.ts'
import { checkTerms } from '../../aggregate/region-terms.ts'
import type { DatedPurchaseLine, PurchaseLine } from '../../purchases/line.ts'
import { differing, lineDiffers, type StandingPurchase, sortLines } from '../../purchases/standing-lines.ts'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { RegionId } from '../../vocabulary/code.ts'
import { negated } from '../../vocabulary/money.ts'
import { present } from '../../vocabulary/present.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import type { Command, Decision } from '../decision.ts'
import type { CustomerEvent } from '../events.ts'
import type { CustomerRejection } from '../rejections.ts'
import type { CustomerState } from '../state.ts'

/** policy 4.1-C */
export const recordPurchase = (
  c: Command<'RecordPurchase'>,
  state: CustomerState,
  context: Context,
): Decision => {
  const terms = termsOf(context, c.region ?? state.homeRegion, c.currency)
  if (isLeft(terms)) return terms
  if (state.purchases.has(c.purchase)) return purchaseExists(c.purchase)
  if (c.netAmount < 0) return amountNotPositive(c.netAmount)
  const { type: _, occurredOn, customer, ...facts } = c
  const line = ownedBy(state, { ...facts, region: terms.right.region, currency: terms.right.currency })
  return right([{ type: 'PurchaseRecorded', occurredOn, data: { customer, line } }])
}

/** policy 4.1-C, A10: a return reduces the window it is dated in. */
export const returnPurchase = (
  c: Command<'ReturnPurchase'>,
  state: CustomerState,
  context: Context,
): Decision => {
  const original = c.returns === undefined ? undefined : state.purchases.get(c.returns)
  if (c.returns !== undefined && original === undefined) return noSuchPurchase(c.returns)
  const terms = termsOf(context, c.region ?? original?.line.region ?? state.homeRegion, c.currency)
  if (isLeft(terms)) return terms
  if (state.purchases.has(c.purchase)) return purchaseExists(c.purchase)
  if (c.netAmount <= 0) return amountNotPositive(c.netAmount)
  if (original !== undefined) {
    const allowed = checkReturnOf(
      original,
      c.occurredOn,
      c.netAmount,
      returnedOf(original.line.purchase, state),
    )
    if (isLeft(allowed)) return allowed
  }
  const { type: _, occurredOn, customer, returns, reason, costAmount, ...facts } = c
  const line = ownedBy(state, {
    ...facts,
    region: terms.right.region,
    currency: terms.right.currency,
    netAmount: negated(c.netAmount),
    ...(costAmount === undefined ? {} : { costAmount: negated(costAmount) }),
    ...(facts.owner === undefined && original?.line.owner !== undefined
      ? { owner: original.line.owner }
      : {}),
  })
  return right([
    {
      type: 'PurchaseReturned',
      occurredOn,
      data: { customer, line, reason, ...present({ returns }) },
    },
  ])
}

/** policy 4.3-B: a purchase entered wrongly is corrected by saying so, and both versions stay. */
export const correctPurchase = (
  c: Command<'CorrectPurchase'>,
  state: CustomerState,
  context: Context,
): Decision => {
  const standing = state.purchases.get(c.purchase)
  if (standing === undefined) return noSuchPurchase(c.purchase)
  const { type: _, occurredOn: __, customer, reason, correctedOn, purchase: ___, ...facts } = c
  const before: DatedPurchaseLine = { ...standing.line, occurredOn: standing.occurredOn }
  const after: DatedPurchaseLine = { ...before, ...facts, occurredOn: correctedOn ?? standing.occurredOn }
  if (after.occurredOn > context.today) {
    return refuse(
      'InTheFuture',
      `${after.occurredOn} has not come yet (today is ${context.today}): a purchase cannot be moved there.`,
      {
        occurredOn: after.occurredOn,
        today: context.today,
      },
    )
  }
  const terms =
    after.region === before.region && after.currency === before.currency
      ? right(null)
      : checkTerms(context, after.region, after.currency)
  if (isLeft(terms)) return terms
  if (differing(before, after).length === 0)
    return refuse('NothingChanges', 'Nothing changes: the purchase is so already.', {})
  const allowed = checkCorrection(standing, after, state)
  if (isLeft(allowed)) return allowed
  return right([
    { type: 'PurchaseCorrected', occurredOn: after.occurredOn, data: { customer, before, after, reason } },
  ])
}

/**
 * Lines of a ledger, with ids derived from their source. Lines stored already decide nothing; one stored with other
 * content refuses the document.
 */
export const importPurchases = (
  c: Command<'ImportPurchases'>,
  state: CustomerState,
  context: Context,
): Decision => {
  const events: CustomerEvent[] = []
  const sorted = sortLines(c.lines, state.purchases)
  const differs = sorted.differing[0]
  if (differs !== undefined) return lineDiffers(differs.line.purchase, differs.fields)
  for (const { occurredOn, ...line } of sorted.fresh) {
    const terms = checkTerms(context, line.region, line.currency)
    if (isLeft(terms)) return terms
    if (occurredOn > context.today) {
      return refuse('InTheFuture', `${occurredOn} has not come yet (today is ${context.today}).`, {
        occurredOn,
        today: context.today,
      })
    }
    const data = {
      customer: c.customer,
      line,
      ...present({ customerName: c.customerName }),
    }
    events.push({ type: line.netAmount < 0 ? 'PurchaseReturned' : 'PurchaseRecorded', occurredOn, data })
  }
  return right(events)
}

/** What is in force for a sale: that of the region named, or of the customer's home. */
const termsOf = (
  context: Context,
  region: RegionId | null,
  currency: string | undefined,
): Either<CustomerRejection, RegionToday> =>
  region === null
    ? refuse('NotRegistered', 'The customer has no home region yet: name the region of the sale.', {})
    : checkTerms(context, region, currency)

/** What was given back stays within what was bought and after it, whichever of the two is corrected. */
const checkCorrection = (
  standing: StandingPurchase,
  after: DatedPurchaseLine,
  state: CustomerState,
): Either<CustomerRejection, void> => {
  if (standing.line.netAmount >= 0 && after.netAmount < 0) return amountNotPositive(after.netAmount)
  const returns = returnsOf(after.purchase, state)
  const returned = returnedOf(after.purchase, state)
  if (returns.length > 0 && after.netAmount < returned) {
    return returnExceeds(
      after.purchase,
      after.netAmount - returned,
      `${returned} of it (minor units) were returned already`,
    )
  }
  const tooEarly = returns.find(({ occurredOn }) => occurredOn < after.occurredOn)
  if (tooEarly !== undefined)
    return returnBeforePurchase(after.purchase, after.occurredOn, tooEarly.occurredOn)
  const original = standing.returns === undefined ? undefined : state.purchases.get(standing.returns)
  if (original === undefined) return right(undefined)
  const returnedElse = returnedOf(original.line.purchase, state) + standing.line.netAmount
  return checkReturnOf(original, after.occurredOn, -after.netAmount, returnedElse)
}

/** `amount` and `returnedElse` are positive: what is to be given back, and what was by other returns. */
const checkReturnOf = (
  original: StandingPurchase,
  on: CalendarDate,
  amount: number,
  returnedElse: number,
): Either<CustomerRejection, void> => {
  const { purchase, netAmount } = original.line
  if (on < original.occurredOn) return returnBeforePurchase(purchase, original.occurredOn, on)
  const remaining = netAmount - returnedElse
  return amount > remaining
    ? returnExceeds(purchase, remaining, `only ${remaining} (minor units) of it are left to return`)
    : right(undefined)
}

const returnsOf = (purchase: string, state: CustomerState): ReadonlyArray<StandingPurchase> =>
  [...state.purchases.values()].filter(({ returns }) => returns === purchase)

/** What was given back of a purchase so far, as a positive amount. */
const returnedOf = (purchase: string, state: CustomerState): number =>
  returnsOf(purchase, state).reduce((sum, { line }) => sum - line.netAmount, 0)

const ownedBy = (state: CustomerState, line: PurchaseLine): PurchaseLine =>
  line.owner !== undefined || state.owner === null ? line : { ...line, owner: state.owner }

const noSuchPurchase = (purchase: string) =>
  refuse('NoSuchPurchase', `There is no purchase ${purchase} of this customer: check its id.`, { purchase })

const purchaseExists = (purchase: string) =>
  refuse(
    'PurchaseExists',
    `Purchase ${purchase} is recorded already: correct it (CorrectPurchase), or give the new one its own id.`,
    { purchase },
  )

const amountNotPositive = (netAmount: number) =>
  refuse(
    'AmountNotPositive',
    `${netAmount} is negative: record what was given back as a return, with a positive amount (ReturnPurchase).`,
    { netAmount },
  )

const returnExceeds = (purchase: string, remaining: number, why: string) =>
  refuse('ReturnExceedsPurchase', `Purchase ${purchase} cannot take this: ${why}.`, { purchase, remaining })

const returnBeforePurchase = (purchase: string, purchasedOn: CalendarDate, on: CalendarDate) =>
  refuse(
    'ReturnBeforePurchase',
    `${purchase} was bought on ${purchasedOn}: it cannot be returned on ${on}.`,
    { purchase, purchasedOn },
  )
