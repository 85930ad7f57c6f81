import {
  type Currency,
  type DateRange,
  kpis as definitions,
  Kpi,
  type KpiDefinition,
  type Period,
  type PolicyInForce,
  periodRange,
  policyOn,
  type Quotient,
  type RegionId,
  type RegionTerms,
  subjectOf,
  targetFor,
  targetQuotient,
  type UserId,
  unopenedTerms,
} from '@kehu/domain'
import { figuresOf } from './figures.ts'
import { type MeasureContext, measures } from './measures.ts'
import { zero } from './rational.ts'
import { type Figures, noFigures } from './region-figures.ts'
import { attainment, explainScoring, type Score, scoreOf, weightsOf } from './score.ts'
import { type Secondary, secondaryOf } from './secondary.ts'
import type { KpisState } from './state.ts'

export type KpisQuery = {
  readonly period: Period
  /** Only this region; absent: all. */
  readonly region?: RegionId
  /** Only what is credited to this person; absent: everything. */
  readonly owner?: UserId
}

/** The key figures of a region, or of one person there, in a calendar period. */
export type RegionKpis = Score & {
  readonly region: RegionId
  readonly owner: UserId | null
  readonly period: Period
  readonly range: DateRange
  /** Of every amount here; null where the region was never opened. */
  readonly currency: Currency | null
  /** Version of the policy in force at the period's end: its weights, its cap, its limits. */
  readonly policy: string
  /** In the order of policy 8.1. */
  readonly kpis: ReadonlyArray<KpiAnswer>
  /** Those without target, measure or weight (A70, A71). */
  readonly notScored: ReadonlyArray<Kpi>
  readonly secondary: Secondary
}

export type KpiAnswer = KpiDefinition & {
  readonly kpi: Kpi
  /** A count, or an amount in minor units; a rate as an exact quotient; null where it cannot be measured, and `reason` says why. */
  readonly actual: bigint | Quotient | null
  readonly target: Quotient | null
  /** From 0 to the policy's cap; null where it is not scored. */
  readonly attainment: Quotient | null
  /** Share of the whole score. */
  readonly weight: Quotient
  readonly policy: string
  /** What the figure was made of and how it counts, in a sentence with its clauses. */
  readonly reason: string
}

/**
 * How regions, or one person in them, did in a month, quarter or year. Regions come in the order of their codes: those that
 * were opened and those that have any fact; for a person, those where something is credited to them or a target is set.
 *
 * @source policy 8.1; A10, A58–A67, A69–A72
 * @example
 * kpis(state, { period: '2017-Q3' })[0]?.score
 */
export const kpis = (state: KpisState, query: KpisQuery): ReadonlyArray<RegionKpis> => {
  const range = periodRange(query.period)
  const termsOf = (region: RegionId): RegionTerms => state.regions.get(region) ?? unopenedTerms
  const inForce = (region: RegionId): PolicyInForce => policyOn(termsOf(region), range.to)
  const figures = figuresOf(state, query, (region) => inForce(region).policy.kpis.reactivatedAfterMonths)
  const { owner = null } = query
  const concerned = (region: RegionId): boolean =>
    owner === null ||
    termsOf(region).targets.some(({ subject }) => subject.kind === 'person' && subject.user === owner)
  return [...new Set([...figures.keys(), ...[...state.regions.keys()].filter(concerned)])]
    .filter((region) => query.region === undefined || query.region === region)
    .sort()
    .map((region) =>
      regionKpis(query, region, termsOf(region), inForce(region), figures.get(region) ?? noFigures()),
    )
}

// The definitions stand in the order of policy 8.1.
const inOrder = Object.keys(definitions).filter(Kpi.is)

const regionKpis = (
  query: KpisQuery,
  region: RegionId,
  terms: RegionTerms,
  { version, policy }: PolicyInForce,
  figures: Figures,
): RegionKpis => {
  const { period, owner = null } = query
  const currency = terms.opened?.currency ?? null
  const weights = weightsOf(policy)
  const context = { figures, period, policy, currency }
  const answers = inOrder.map((kpi) => {
    const target = targetFor(terms, kpi, period, subjectOf(owner))
    return answer(
      kpi,
      context,
      version,
      target === null ? null : targetQuotient(target),
      weights.get(kpi) ?? zero,
    )
  })
  return {
    region,
    owner,
    period,
    range: periodRange(period),
    currency,
    policy: version,
    ...scoreOf(answers),
    kpis: answers,
    notScored: answers.flatMap(({ kpi, attainment }) => (attainment === null ? [kpi] : [])),
    secondary: secondaryOf(figures, policy),
  }
}

const answer = (
  kpi: Kpi,
  context: MeasureContext,
  version: string,
  target: Quotient | null,
  weight: Quotient,
): KpiAnswer => {
  const { actual, reason } = measures[kpi](context)
  const measure = typeof actual === 'bigint' ? { numerator: actual, denominator: 1n } : actual
  const isScored = measure !== null && target !== null && weight.numerator > 0n
  const reached = isScored ? attainment(kpi, measure, target, context.policy.kpis.attainmentMax) : null
  return {
    kpi,
    ...definitions[kpi],
    actual,
    target,
    attainment: reached,
    weight,
    policy: version,
    reason: `${reason}; ${explainScoring(actual, target, reached, weight)}`,
  }
}
