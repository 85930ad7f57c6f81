import {
  compareQuotients,
  kpis as definitions,
  type Fraction,
  type Kpi,
  type Policy,
  percent,
  type Quotient,
  toQuotient,
} from '@kehu/domain'
import { one, over, plus, times, zero } from './rational.ts'

/**
 * How far a target is reached: actual over target, or target over actual where less is better; never less than nothing
 * (an actual below zero reaches nothing of its target) and at most the policy's cap.
 *
 * A target of zero or less, where more is better, is reached or missed: a quotient would say nothing. Where less is
 * better, an actual of zero reaches the cap.
 *
 * @source policy 8.1; A64, A70
 */
export const attainment = (kpi: Kpi, actual: Quotient, target: Quotient, max: Fraction): Quotient => {
  const cap = toQuotient(max)
  const clamped = (quotient: Quotient | null): Quotient => atMost(cap, atLeastNothing(quotient ?? cap))
  if (definitions[kpi].better === 'lower') return clamped(over(target, actual))
  if (target.numerator > 0n) return clamped(over(actual, target))
  return atMost(cap, compareQuotients(actual, target) >= 0 ? one : zero)
}

/** Share of the whole that a policy gives each KPI: its group's times its own (A69). */
export const weightsOf = ({
  kpis: { acquisition, maintenance, sales },
}: Policy): ReadonlyMap<Kpi, Quotient> =>
  new Map(
    [acquisition, maintenance, sales].flatMap(({ group, kpis }) =>
      kpis.map(({ kpi, weight }): [Kpi, Quotient] => [kpi, times(toQuotient(group), toQuotient(weight))]),
    ),
  )

export type Score = {
  /** Null where nothing could be scored. */
  readonly score: Quotient | null
  /** Share of the weights that stand behind the score. */
  readonly coverage: Quotient
}

/**
 * The weighted mean of what was scored; what is missing is left out and the rest weighs the more.
 * @source policy 8.1; A69–A71
 */
export const scoreOf = (
  kpis: ReadonlyArray<{ readonly attainment: Quotient | null; readonly weight: Quotient }>,
): Score => {
  let [sum, coverage] = [zero, zero]
  for (const { attainment, weight } of kpis) {
    if (attainment === null) continue
    sum = plus(sum, times(attainment, weight))
    coverage = plus(coverage, weight)
  }
  return { score: over(sum, coverage), coverage }
}

/** In words, for the end of a KPI's reason. */
export const explainScoring = (
  actual: unknown,
  target: Quotient | null,
  reached: Quotient | null,
  weight: Quotient,
): string => {
  if (weight.numerator === 0n) return 'the policy gives it no weight: not scored'
  if (target === null) return 'no target: not scored (A70)'
  if (actual === null || reached === null) return 'not measured: not scored, the others weigh the more (A71)'
  return `${percent(reached)} of its target (A70), weight ${percent(weight)} (A69)`
}

const atMost = (cap: Quotient, quotient: Quotient): Quotient =>
  compareQuotients(quotient, cap) > 0 ? cap : quotient
const atLeastNothing = (quotient: Quotient): Quotient => (quotient.numerator < 0n ? zero : quotient)
