import { type Currency, decimalString, percent, present, type Quotient } from '@kehu/domain'
import type { Kehu } from '@kehu/kehu'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { Failure } from '../failure.ts'
import { print } from '../output/answer.ts'
import { count, decimal, grouped, money } from '../output/money.ts'
import type { Style } from '../output/style.ts'
import { remark, table, title } from '../output/table.ts'
import { answered, ask, checkRegion, type Session } from './session.ts'

export type KpisOptions = { readonly period: string; readonly region?: string; readonly owner?: string }

type Found = Awaited<ReturnType<ReturnType<Kehu['kpis']>>> extends Either<unknown, infer A> ? A : never
type RegionKpis = Found[number]
type KpiAnswer = RegionKpis['kpis'][number]

/** Key figures of a calendar period and their scores against the targets (policy 8.1). */
export const kpis = (
  session: Session,
  { period, region, owner }: KpisOptions,
): Promise<Either<Failure, ExitCode>> =>
  ask(session, async ({ kehu }) => {
    const known = await checkRegion(kehu, region)
    if (isLeft(known)) return known
    const found = await answered(
      kehu.kpis({
        period,
        ...present({ region, owner }),
      }),
    )
    if (isLeft(found)) return found
    await print(session.io, session.format, {
      json: { period, regions: found.right.map(regionJson) },
      csv: {
        columns: [
          ...['period', 'region', 'owner', 'policy', 'currency', 'kpi', 'clause', 'unit', 'actual', 'target'],
          ...['attainment', 'weight', 'reason'],
        ],
        rows: found.right.flatMap((of) =>
          of.kpis.map((answer) => [
            ...[period, of.region, of.owner, of.policy, of.currency, answer.kpi, answer.clause, answer.unit],
            ...[value(answer.actual, answer, of.currency), value(answer.target, answer, of.currency)],
            ...[rate(answer.attainment), rate(answer.weight), answer.reason],
          ]),
        ),
      },
      table: (style) =>
        found.right.length === 0
          ? `Nothing is recorded or targeted${owner === undefined ? '' : ` for ${owner}`} in ${period}.`
          : found.right.map((of) => kpisTable(style, of)).join('\n\n'),
    })
    return right(exitCodes.ok)
  })

const regionJson = (of: RegionKpis) => ({
  ...{ region: of.region, owner: of.owner, range: of.range, currency: of.currency, policy: of.policy },
  ...{ score: rate(of.score), coverage: rate(of.coverage) },
  kpis: of.kpis.map((answer) => ({
    ...{
      kpi: answer.kpi,
      group: answer.group,
      clause: answer.clause,
      unit: answer.unit,
      better: answer.better,
    },
    actual: value(answer.actual, answer, of.currency),
    target: value(answer.target, answer, of.currency),
    ...{ attainment: rate(answer.attainment), weight: rate(answer.weight), reason: answer.reason },
  })),
  notScored: of.notScored,
  secondary: plain(of.secondary, of.currency),
})

const places = 6
const rate = (quotient: Quotient | null): string | null =>
  quotient === null ? null : decimalString(quotient, places)

/** A figure for programs: a count, an amount in major units, or a rate with six places. */
const value = (
  figure: bigint | Quotient | null,
  { unit }: Pick<KpiAnswer, 'unit'>,
  currency: Currency | null,
): string | null => {
  if (figure === null) return null
  if (unit === 'rate') return rate(asQuotient(figure))
  const whole = asQuotient(figure)
  return unit === 'money' ? decimal(whole.numerator / whole.denominator, currency) : decimalString(whole, 0)
}

/** The same for people. */
const shown = (
  figure: bigint | Quotient | null,
  { unit }: Pick<KpiAnswer, 'unit'>,
  currency: Currency | null,
): string => {
  if (figure === null) return '–'
  const whole = asQuotient(figure)
  if (unit === 'rate') return percent(whole)
  return unit === 'money'
    ? money(whole.numerator / whole.denominator, currency)
    : grouped(decimalString(whole, 0))
}

const asQuotient = (figure: bigint | Quotient): Quotient =>
  typeof figure === 'bigint' ? { numerator: figure, denominator: 1n } : figure

/** Amounts in major units, quotients as decimals, at any depth. */
const plain = (part: unknown, currency: Currency | null): unknown => {
  if (typeof part === 'bigint') return decimal(part, currency)
  if (typeof part !== 'object' || part === null) return part
  if (
    'numerator' in part &&
    'denominator' in part &&
    typeof part.numerator === 'bigint' &&
    typeof part.denominator === 'bigint'
  ) {
    return rate({ numerator: part.numerator, denominator: part.denominator })
  }
  return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, plain(inner, currency)]))
}

const names: Readonly<Record<KpiAnswer['kpi'], string>> = {
  newCustomers: 'New customers',
  newCustomerSales: 'Sales to new customers',
  satisfaction: 'Satisfaction (4–5 of 5)',
  loyalty: 'Loyalty (retention)',
  complaintRate: 'Complaint rate',
  sales: 'Sales',
  growthRate: 'Growth, year on year',
  profit: 'Gross profit',
}

const kpisTable = (style: Style, of: RegionKpis): string => {
  const scored = of.kpis.length - of.notScored.length
  const score = of.score === null ? 'no score: no target was set' : `score ${percent(of.score)}`
  return [
    title(style, `${of.region}${of.owner === null ? '' : `, ${of.owner}`} in ${of.period}: ${score}`),
    '',
    table(
      style,
      [
        { head: 'Key figure' },
        { head: 'Actual', align: 'right' },
        { head: 'Target', align: 'right' },
        { head: 'Attained', align: 'right' },
        { head: 'Weight', align: 'right' },
        { head: 'Clause' },
      ],
      of.kpis.map((answer) => [
        ...[
          names[answer.kpi],
          shown(answer.actual, answer, of.currency),
          shown(answer.target, answer, of.currency),
        ],
        ...[
          answer.attainment === null ? '–' : percent(answer.attainment),
          percent(answer.weight),
          answer.clause,
        ],
      ]),
    ),
    remark(
      style,
      `${count(scored)} of ${of.kpis.length} scored, ${percent(of.coverage)} of the weights. Amounts in ${of.currency ?? 'no currency'}. Policy ${of.policy}: attainment is capped, what has no target or no measure is left out (A69–A71).`,
    ),
  ].join('\n')
}
