import { isLeft } from 'fp-ts/lib/Either.js'
import type { Context } from '../../aggregate/context.ts'
import { addWorkingDays } from '../../policy/working-days.ts'
import { daysBetween } from '../../vocabulary/calendar-date.ts'
import { compareQuotients, toQuotient } from '../../vocabulary/fraction.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import {
  accepted,
  alreadyRecorded,
  type Command,
  checkPeriod,
  type Decision,
  factsOf,
  nothingChanges,
  same,
} from '../decision.ts'
import type { CustomerState } from '../state.ts'
import { checkIndustry, checkSizeBasis } from './segmenting.ts'

export const segment = (c: Command<'SegmentCustomer'>, state: CustomerState, context: Context): Decision => {
  const industry = checkIndustry(context, c.segment)
  if (isLeft(industry)) return industry
  const size = checkSizeBasis(context, c.segment)
  if (isLeft(size)) return size
  return same(state.segment, c.segment)
    ? nothingChanges('segment')
    : accepted({ type: 'CustomerSegmented', occurredOn: c.occurredOn, data: factsOf(c) })
}

/** policy 4.1-B: what is left out is not known any more. */
export const recordBusinessFacts = (c: Command<'RecordBusinessFacts'>, state: CustomerState): Decision => {
  const { customer, ...facts } = factsOf(c)
  if (Object.keys(facts).length === 0) return nothingSaid('scope, scale, market share or competitors')
  const { marketShare } = facts
  if (marketShare !== undefined && !isShare(marketShare)) {
    return refuse('NotAShare', 'A market share lies between 0 and 1: write it as an exact fraction of one.', {
      share: marketShare,
    })
  }
  const data = { customer, ...facts }
  return same(state.business, data)
    ? nothingChanges('business')
    : accepted({ type: 'BusinessFactsRecorded', occurredOn: c.occurredOn, data })
}

const isShare = (share: { readonly numerator: number; readonly denominator: number }): boolean =>
  share.numerator >= 0 && compareQuotients(toQuotient(share), { numerator: 1n, denominator: 1n }) <= 0

/** policy 4.1-B: one speaks against a competitor that is there. */
export const recordSellingPoint = (c: Command<'RecordSellingPoint'>, state: CustomerState): Decision =>
  (state.business?.competitors ?? []).includes(c.competitor)
    ? accepted({ type: 'SellingPointRecorded', occurredOn: c.occurredOn, data: factsOf(c) })
    : refuse(
        'NoSuchCompetitor',
        `${c.competitor} is no known competitor at this customer: record it among the business facts first (RecordBusinessFacts).`,
        { competitor: c.competitor },
      )

export const recordBuyingProcess = (c: Command<'RecordBuyingProcess'>): Decision =>
  Object.keys(factsOf(c)).length === 1
    ? nothingSaid('the time a decision takes, the qualification asked for, the budget or the priorities')
    : accepted({ type: 'BuyingProcessRecorded', occurredOn: c.occurredOn, data: factsOf(c) })

export const recordDevelopmentPlan = (c: Command<'RecordDevelopmentPlan'>): Decision => {
  const reversed = checkPeriod(c.from, c.until)
  return isLeft(reversed)
    ? reversed
    : accepted({ type: 'DevelopmentPlanRecorded', occurredOn: c.occurredOn, data: factsOf(c) })
}

export const recordInsight = (c: Command<'RecordInsight'>, state: CustomerState): Decision => {
  if (state.insights.has(c.insight)) return alreadyRecorded('insight', c.insight)
  return c.publishedOn > c.occurredOn
    ? refuse(
        'ReadBeforePublished',
        `It was published on ${c.publishedOn}: it cannot have been read on ${c.occurredOn}.`,
        { publishedOn: c.publishedOn },
      )
    : accepted({ type: 'InsightRecorded', occurredOn: c.occurredOn, data: factsOf(c) })
}

export const reviewSection = (c: Command<'ReviewSection'>, _: unknown, context: Context): Decision =>
  accepted({
    type: 'SectionReviewed',
    occurredOn: c.occurredOn,
    data: { ...factsOf(c), reviewedBy: context.actor },
  })

/** policy 4.3-C: the lag between the change and its entry is measured, not forbidden (A28). */
export const recordMajorChange = (
  c: Command<'RecordMajorChange'>,
  state: CustomerState,
  context: Context,
): Decision => {
  if (state.majorChanges.has(c.change)) return alreadyRecorded('major change', c.change)
  const { today, policy } = context
  if (c.knownOn < c.occurredOn || c.knownOn > today) {
    return refuse(
      'KnownOutOfTime',
      `It happened on ${c.occurredOn} and is entered on ${today}: it became known on a day between the two, not on ${c.knownOn}.`,
      { knownOn: c.knownOn },
    )
  }
  const dueBy = addWorkingDays(
    policy.policy.calendar,
    c.knownOn,
    policy.policy.information.majorChangeWorkingDays,
  )
  return accepted({
    type: 'MajorChangeRecorded',
    occurredOn: c.occurredOn,
    data: {
      ...factsOf(c),
      enteredOn: today,
      lagDays: daysBetween(c.occurredOn, today),
      dueBy,
      late: today > dueBy,
    },
  })
}

const nothingSaid = (what: string): Decision =>
  refuse('NothingSaid', `Nothing is said: give at least one of ${what}.`, {})
