import type { Policy, Quotient } from '@kehu/domain'
import { costCoverage, satisfaction } from './measures.ts'
import { ratio } from './rational.ts'
import type { Figures } from './region-figures.ts'

/** What policy 8.1 leaves beside its KPIs: reported, never scored. Rates are null where there is nothing to divide by. */
export type Secondary = {
  /** Registered by the period's end and without a purchase until then; not "developed" (A60). */
  readonly prospects: number
  /** Came back after a long time; not new (A58). */
  readonly reactivated: number
  /** Bought in the period, in the one before, in both (A62). */
  readonly customers: { readonly bought: number; readonly boughtBefore: number; readonly retained: number }
  /** Customers with at least two purchases, over those with at least one (A62); `orders` are all their purchases. */
  readonly repeatPurchase: {
    readonly customers: number
    readonly orders: number
    readonly rate: Quotient | null
  }
  /** CSAT answers on 1–5 (A61). */
  readonly satisfaction: { readonly answers: number; readonly satisfied: number }
  /** What customers said when their complaint was followed up (A61, A49). */
  readonly followUp: { readonly answers: number; readonly satisfied: number; readonly rate: Quotient | null }
  /** Answers of 9–10 less those of 0–6, over all of 0–10 (A61). */
  readonly nps: {
    readonly answers: number
    readonly promoters: number
    readonly detractors: number
    readonly score: Quotient | null
  }
  /** Rejected, withdrawn and merged ones are received and not valid (A45, A63); can exceed 100. */
  readonly complaints: {
    readonly received: number
    readonly valid: number
    readonly per100Orders: Quotient | null
  }
  readonly sales: { readonly unattributed: bigint; readonly yearEarlier: bigint }
  /** Sales with known cost, their cost, their margin, and how much of all sales that is (A67). */
  readonly profit: {
    readonly costedSales: bigint
    readonly cost: bigint
    readonly margin: Quotient | null
    readonly costCoverage: Quotient | null
  }
}

export const secondaryOf = (figures: Figures, policy: Policy): Secondary => {
  const { customers, customersBefore, retained, repeating, orders, costedSales, cost } = figures
  const followUps = { answers: total(figures.followUps), satisfied: figures.followUps.get(1) ?? 0 }
  const nps = {
    answers: total(figures.nps),
    promoters: total(figures.nps, 9),
    detractors: total(figures.nps) - total(figures.nps, 7),
  }
  return {
    prospects: figures.prospects,
    reactivated: figures.reactivated,
    customers: { bought: customers, boughtBefore: customersBefore, retained },
    repeatPurchase: { customers: repeating, orders, rate: rate(repeating, customers) },
    satisfaction: satisfaction(figures, policy),
    followUp: { ...followUps, rate: rate(followUps.satisfied, followUps.answers) },
    nps: { ...nps, score: rate(nps.promoters - nps.detractors, nps.answers) },
    complaints: {
      received: figures.complaintsReceived,
      valid: figures.complaintsValid,
      per100Orders: rate(figures.complaintsValid * 100, orders),
    },
    sales: { unattributed: figures.unattributed, yearEarlier: figures.salesYearEarlier },
    profit: {
      costedSales,
      cost,
      margin: costedSales > 0n ? ratio(costedSales - cost, costedSales) : null,
      costCoverage: costCoverage(figures),
    },
  }
}

const rate = (part: number, whole: number): Quotient | null => (whole === 0 ? null : ratio(part, whole))

const total = (answers: ReadonlyMap<number, number>, from = 0): number => {
  let sum = 0
  for (const [value, count] of answers) if (value >= from) sum += count
  return sum
}
