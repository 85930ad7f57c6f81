import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Context } from '../aggregate/context.ts'
import { checkTerms } from '../aggregate/region-terms.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import { refuse } from '../vocabulary/rejection.ts'
import { alreadyIdentified } from './already-identified.ts'
import { accepted, type Command, type Decision } from './decision.ts'
import type { OpportunityRejection } from './rejections.ts'
import type { Imported, OpportunityCase, OpportunityState } from './state.ts'

// What another system says of a deal is taken as it is, and nothing is made up for what it does not say (docs/decisions/0009).

type Import = Command<'ImportOpportunity'>

export const importDeal = (c: Import, state: OpportunityState, context: Context): Decision =>
  state.stage === 'unheard' ? importNew(c, context) : importAgain(c, state)

const importNew = (c: Import, context: Context): Decision => {
  const terms = checkTerms(context, c.region, c.currency)
  if (isLeft(terms)) return terms
  const possible = checkClosing(context, c)
  if (isLeft(possible)) return possible
  const { type: _, occurredOn, currency: __, ...facts } = c
  return accepted({
    type: 'OpportunityImported',
    occurredOn,
    data: {
      source: 'import',
      ...facts,
      ...(c.amount === undefined ? {} : { currency: terms.right.currency }),
    },
  })
}

/** An import repeated decides nothing; the same deal with other facts is for a person to look at. */
const importAgain = (c: Import, state: OpportunityCase): Decision => {
  const { imported } = state
  if (imported === null) return alreadyIdentified(state)
  const currency = c.currency ?? imported.currency
  const differing = [
    ...compared.filter((field) => c[field] !== imported[field]),
    ...(currency === imported.currency || c.amount === undefined ? [] : ['currency']),
  ]
  return differing.length === 0
    ? right([])
    : refuse(
        'ImportDiffers',
        `The opportunity was imported already with another ${differing.join(', ')}: mend the file, or record here what has happened since.`,
        { differing },
      )
}

const compared: ReadonlyArray<Exclude<keyof Import & keyof Imported, 'opportunity' | 'currency'>> = [
  'region',
  'owner',
  'customer',
  'product',
  'importedStage',
  'engagedOn',
  'closedOn',
  'amount',
  'ledger',
]

const checkClosing = (context: Context, c: Import): Either<OpportunityRejection, void> => {
  const { importedStage, engagedOn, closedOn, amount } = c
  const closed = importedStage === 'won' || importedStage === 'lost'
  if (closed && closedOn === undefined) {
    return refuse(
      'ClosingDayMissing',
      `The deal is ${importedStage}: give the day on which it was (closedOn).`,
      { importedStage },
    )
  }
  if (!closed && closedOn !== undefined) {
    return refuse(
      'NotClosed',
      `The deal is ${importedStage} and yet closed on ${closedOn}: say whether it is won or lost, or leave the day out.`,
      { importedStage },
    )
  }
  if (engagedOn !== undefined && closedOn !== undefined && closedOn < engagedOn) {
    return refuse(
      'ClosedBeforeEngaged',
      `The deal cannot be closed on ${closedOn} when it was engaged on ${engagedOn}: mend one of the two days.`,
      { engagedOn, closedOn },
    )
  }
  if (amount !== undefined && amount < 0) {
    return refuse('AmountNegative', `${amount} is less than nothing: a deal is worth nothing at least.`, {
      amount,
    })
  }
  return checkPast(context.today, [engagedOn, closedOn])
}

const checkPast = (
  today: CalendarDate,
  days: ReadonlyArray<CalendarDate | undefined>,
): Either<OpportunityRejection, void> => {
  const future = days.find((day) => day !== undefined && day > today)
  return future === undefined
    ? right(undefined)
    : refuse('InTheFuture', `${future} has not come yet (today is ${today}): mend the day in the file.`, {
        occurredOn: future,
        today,
      })
}
