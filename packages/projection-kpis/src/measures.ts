import {
  type Currency,
  exponentOf,
  type Kpi,
  majorUnits,
  type Period,
  type Policy,
  percent,
  type Quotient,
} from '@kehu/domain'
import { ratio } from './rational.ts'
import type { Figures } from './region-figures.ts'

/** A count or an amount in minor units as it is, a rate as an exact quotient; null where there is nothing to measure. */
export type Measure = { readonly actual: bigint | Quotient | null; readonly reason: string }

export type MeasureContext = {
  readonly figures: Figures
  readonly period: Period
  readonly policy: Policy
  readonly currency: Currency | null
}

/**
 * The eight KPIs from the figures of a period, each with a sentence that says what it was made of.
 * @source policy 8.1-A, 8.1-B, 8.1-C
 */
export const measures: { readonly [K in Kpi]: (context: MeasureContext) => Measure } = {
  /** @clause 75 */
  newCustomers: ({ figures, period, policy }) =>
    measured(
      BigInt(figures.newCustomers),
      `${count(figures.newCustomers, 'customer')} bought from the company for the first time in ${period}; ${figures.reactivated} who came back after ${policy.kpis.reactivatedAfterMonths} months are counted apart (policy 8.1-A, A58)`,
    ),
  newCustomerSales: ({ figures, period, currency }) =>
    measured(
      figures.newCustomerSales,
      `${money(figures.newCustomerSales, currency)} net in ${period} with customers new in ${period} (policy 8.1-A, A59)`,
    ),
  /** @clause 76 */
  satisfaction: ({ figures, period, policy }) => {
    const { answers, satisfied } = satisfaction(figures, policy)
    const from = `${policy.kpis.satisfiedFrom} or more on 1–5`
    return answers === 0
      ? measured(null, `nobody answered on 1–5 in ${period} (policy 8.1-B, A61)`)
      : measured(
          ratio(satisfied, answers),
          `${satisfied} of ${count(answers, 'answer')} in ${period} are ${from} (policy 8.1-B, A61)`,
        )
  },
  loyalty: ({ figures: { customersBefore, retained }, period }) =>
    customersBefore === 0
      ? measured(
          null,
          `nobody bought in the period before ${period}, so nobody could stay (policy 8.1-B, A62)`,
        )
      : measured(
          ratio(retained, customersBefore),
          `${retained} of ${count(customersBefore, 'customer')} of the period before bought in ${period} again (policy 8.1-B, A62)`,
        ),
  complaintRate: ({ figures: { complaintsValid, customers }, period }) =>
    customers === 0
      ? measured(
          null,
          `nobody bought in ${period}: ${count(complaintsValid, 'valid complaint')}, and no customers to divide by (policy 8.1-B, A63)`,
        )
      : measured(
          ratio(complaintsValid, customers),
          `${count(complaintsValid, 'valid complaint')} received in ${period} over ${count(customers, 'customer')} who bought (policy 8.1-B, A63)`,
        ),
  /** @clause 77 */
  sales: ({ figures: { sales, unattributed }, period, currency }) =>
    measured(
      sales,
      `${money(sales, currency)} net in ${period}, of it ${money(unattributed, currency)} without a customer (policy 8.1-C, A10, A65)`,
    ),
  growthRate: ({ figures: { sales, salesYearEarlier: before }, period, currency }) =>
    before <= 0n
      ? measured(
          null,
          `net sales a year before ${period} were ${money(before, currency)}: growth from zero or less is undefined (policy 8.1-C, A66)`,
        )
      : measured(
          ratio(sales - before, before),
          `${money(sales, currency)} net in ${period} after ${money(before, currency)} a year before (policy 8.1-C, A66)`,
        ),
  profit: ({ figures, period, currency }) => {
    const { costedLines, costedSales, cost } = figures
    const coverage = costCoverage(figures)
    return costedLines === 0
      ? measured(null, `no sale in ${period} has a known cost (policy 8.1-C, A67)`)
      : measured(
          costedSales - cost,
          `${money(costedSales, currency)} net less ${money(cost, currency)} cost in ${period}; costs are known for ${coverage === null ? 'nothing' : percent(coverage)} of sales (policy 8.1-C, A67)`,
        )
  },
}

export const satisfaction = ({ csat }: Figures, { kpis }: Policy) => {
  let [answers, satisfied] = [0, 0]
  for (const [score, times] of csat) {
    answers += times
    if (score >= kpis.satisfiedFrom) satisfied += times
  }
  return { answers, satisfied }
}

/**
 * How much of the sales has a known cost: by value, returns counted as what they are worth, so that it never leaves 0–100 %.
 * @source policy 8.1-C; A67
 */
export const costCoverage = ({ volume, costedVolume }: Figures): Quotient | null =>
  volume === 0n ? null : ratio(costedVolume, volume)

const measured = (actual: Measure['actual'], reason: string): Measure => ({ actual, reason })

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

/** In major units where the region's currency is known. */
const money = (amount: bigint, currency: Currency | null): string =>
  currency === null ? `${amount} minor units` : `${majorUnits(amount, exponentOf(currency))} ${currency}`
