import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { compareQuotients, type Fraction, type Quotient, toQuotient } from '../vocabulary/fraction.ts'
import type { Policy } from './policy.ts'

/** The policy is well formed but contradicts itself. */
export type InconsistentPolicy = {
  readonly _tag: 'InconsistentPolicy'
  readonly problems: ReadonlyArray<string>
  readonly message: string
}

/**
 * What a codec cannot see: thresholds in order, weights that add up, calendars without contradictions.
 * @source policy 3.2, 8.1; A69
 */
export const checkPolicy = (policy: Policy): Either<InconsistentPolicy, Policy> => {
  const problems = [
    ...tierProblems(policy),
    ...weightProblems(policy),
    ...policy.calendar.holidays
      .filter((day) => policy.calendar.workdays.includes(day))
      .map((day) => `calendar: ${day} is both a holiday and a workday`),
    ...(policy.complaints.followUpAfterDays > policy.complaints.followUpWithinDays
      ? ['complaints: followUpAfterDays is later than followUpWithinDays']
      : []),
  ]
  return problems.length === 0 ? right(policy) : inconsistent(problems)
}

export const inconsistent = (problems: ReadonlyArray<string>): Either<InconsistentPolicy, never> =>
  left({
    _tag: 'InconsistentPolicy',
    problems,
    message: `The policy contradicts itself: ${problems.join('; ')}.`,
  })

const one: Quotient = { numerator: 1n, denominator: 1n }

const tierProblems = ({ tiers: { a, b } }: Policy): ReadonlyArray<string> => [
  ...(compareQuotients(toQuotient(a), one) > 0 ? ['tiers.a is more than the whole'] : []),
  ...(compareQuotients(toQuotient(b), toQuotient(a)) >= 0 ? ['tiers.b must be less than tiers.a'] : []),
  ...(b.numerator <= 0 ? ['tiers.b must be more than nothing'] : []),
]

const weightProblems = ({ kpis }: Policy): ReadonlyArray<string> => {
  const groups = { acquisition: kpis.acquisition, maintenance: kpis.maintenance, sales: kpis.sales }
  const listed = Object.values(groups).flatMap((group) => group.kpis.map(({ kpi }) => kpi))
  return [
    ...(addsUpToOne(Object.values(groups).map(({ group }) => group))
      ? []
      : ['kpis: the groups do not add up to 1']),
    ...Object.entries(groups)
      .filter(([, group]) => !addsUpToOne(group.kpis.map(({ weight }) => weight)))
      .map(([name]) => `kpis.${name}: the weights do not add up to 1`),
    ...listed.filter((kpi, i) => listed.indexOf(kpi) !== i).map((kpi) => `kpis: "${kpi}" is weighted twice`),
    ...Object.values(groups)
      .flatMap((group) => [group.group, ...group.kpis.map(({ weight }) => weight)])
      .filter(({ numerator }) => numerator < 0)
      .map(({ numerator, denominator }) => `kpis: a weight is negative (${numerator}/${denominator})`),
  ]
}

const addsUpToOne = (fractions: ReadonlyArray<Fraction>): boolean =>
  compareQuotients(
    fractions.map(toQuotient).reduce(
      (sum, f) => ({
        numerator: sum.numerator * f.denominator + f.numerator * sum.denominator,
        denominator: sum.denominator * f.denominator,
      }),
      { numerator: 0n, denominator: 1n },
    ),
    one,
  ) === 0
