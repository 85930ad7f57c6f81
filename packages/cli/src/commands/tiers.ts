import {
  decimalString,
  defaultPolicyInForce,
  type PolicyInForce,
  policyOn,
  present,
  sharePercentage,
  thresholdPercentage,
} from '@kehu/domain'
import type { Kehu } from '@kehu/kehu'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { Failure } from '../failure.ts'
import { print } from '../output/answer.ts'
import { decimal, money } from '../output/money.ts'
import type { Style } from '../output/style.ts'
import { remark, tableLines, title } from '../output/table.ts'
import { answered, ask, checkRegion, type Session } from './session.ts'

export type TiersOptions = {
  readonly asOf?: string
  readonly region?: string
  readonly window?: 'trailing-12-months' | 'calendar-year'
  /** In the table, every customer of tier C too. */
  readonly all?: boolean
}

type Tiers = Awaited<ReturnType<ReturnType<Kehu['tiers']>>> extends Either<unknown, infer A> ? A : never
type RegionTiers = Tiers[number]
type TierAnswer = RegionTiers['customers'][number]

/** Who is A, B or C in each region as of a date, and why (policy 3.2). */
export const tiers = (session: Session, options: TiersOptions): Promise<Either<Failure, ExitCode>> =>
  ask(session, async ({ kehu }) => {
    const { asOf, region, window } = options
    const known = await checkRegion(kehu, region)
    if (isLeft(known)) return known
    const found = await answered(
      kehu.tiers({
        ...present({ asOf, region, window }),
      }),
    )
    if (isLeft(found)) return found
    const policies = new Map<string, PolicyInForce>()
    for (const tiersOfRegion of found.right)
      policies.set(tiersOfRegion.region, await policyOf(kehu, tiersOfRegion))
    await print(session.io, session.format, {
      json: tiersJson(asOf ?? kehu.today(), found.right),
      csv: {
        columns: ['as_of', 'region', 'policy', 'from', 'to', 'currency', ...Object.keys(noCustomer)],
        rows: found.right.flatMap((of) =>
          of.customers.map((customer) => [
            ...[of.asOf, of.region, of.policy, of.window.from, of.window.to, of.currency ?? ''],
            ...Object.values(customerJson(of, customer)).map((value) =>
              value === null ? '' : String(value),
            ),
          ]),
        ),
      },
      table: (style) =>
        found.right.length === 0
          ? 'No region is open yet: import an order book (kehu import purchases) or open one (kehu commands OpenRegion).'
          : spaced(found.right.map((of) => regionLines(style, of, policies.get(of.region), options))),
    })
    return right(exitCodes.ok)
  })

const policyOf = async (kehu: Kehu, { region, window }: RegionTiers): Promise<PolicyInForce> => {
  const state = await kehu.region(region)()
  return isLeft(state) ? defaultPolicyInForce : policyOn(state.right, window.to)
}

export const tiersJson = (asOf: string, found: Tiers) => ({
  asOf,
  regions: found.map((of) => ({
    region: of.region,
    asOf: of.asOf,
    policy: of.policy,
    window: of.window,
    currency: of.currency,
    total: decimal(of.total, of.currency),
    unattributed: decimal(of.unattributed, of.currency),
    warnings: of.warnings.map(({ code }) => code),
    customers: of.customers.map((customer) => customerJson(of, customer)),
  })),
})

const noCustomer = { customer: '', tier: null, lapsed: false, purchases: '', share: null, reason: '' }

const customerJson = (
  { currency }: RegionTiers,
  { customer, tier, lapsed, purchases, share, explanation }: TierAnswer,
) => ({
  customer,
  tier,
  lapsed,
  purchases: decimal(purchases, currency),
  share: share === null ? null : decimalString(share, 6),
  reason: explanation,
})

/** Of tier C, which may be hundreds, so many are shown. */
const restShown = 5

const regionLines = function* (
  style: Style,
  of: RegionTiers,
  policy: PolicyInForce | undefined,
  { all = false }: TiersOptions,
): Generator<string> {
  const { customers, currency, total, window } = of
  const { a, b } = (policy ?? defaultPolicyInForce).policy.tiers
  const top = customers.filter(({ tier }) => tier === 'A' || tier === 'B')
  const rest = customers.filter(({ tier }) => tier !== 'A' && tier !== 'B')
  const shown = [...top, ...(all ? rest : rest.slice(0, restShown))]
  const hidden = customers.length - shown.length
  const without = of.unattributed === 0n ? '' : `, ${money(of.unattributed, currency)} of it without customer`
  const anyAssigned = shown.some(({ assigned }) => assigned !== null)
  const anyNote = shown.some((customer) => noteOn(customer) !== '')
  yield title(style, `${of.region} on ${of.asOf}`)
  yield `${money(total, currency)} ${currency ?? ''} net sales from ${window.from} to ${window.to}${without}`
  yield ''
  yield* tableLines(
    style,
    [
      { head: 'Customer', widthMax: 24 },
      { head: 'Name', widthMax: 26 },
      { head: 'Tier' },
      { head: 'Purchases', align: 'right' },
      { head: 'Share', align: 'right' },
      ...(anyAssigned ? [{ head: 'Assigned' }] : []),
      ...(anyNote ? [{ head: 'Note' }] : []),
    ],
    shown.map((customer) => [
      ...[customer.customer, customer.name ?? '', customer.tier ?? '–', money(customer.purchases, currency)],
      customer.share === null ? '–' : sharePercentage(customer.share, [a, b]),
      ...(anyAssigned ? [customer.assigned?.tier ?? ''] : []),
      noteOn(customer),
    ]),
  )
  if (hidden > 0) {
    yield remark(
      style,
      `… and ${hidden} more of tier C or none (--all shows them, --format csv or json lists all)`,
    )
  }
  yield ''
  yield remark(
    style,
    `A ${ofTier(customers, 'A')}, B ${ofTier(customers, 'B')}, C ${cOf(customers)}. ${rules(of, policy)}`,
  )
  for (const { message } of of.warnings) yield remark(style, `Mind: ${message}`)
}

/** Parts with a blank line between them. */
const spaced = function* (parts: ReadonlyArray<Iterable<string>>): Generator<string> {
  for (const [i, part] of parts.entries()) {
    if (i > 0) yield ''
    yield* part
  }
}

const noteOn = ({ lapsed, reason }: TierAnswer): string => (lapsed ? 'lapsed' : (notes[reason] ?? ''))

const notes: Readonly<Record<string, string>> = {
  NON_POSITIVE: 'net zero or less',
  NO_REGION_SALES: 'no sales in region',
  PROSPECT: 'prospect',
}

const ofTier = (customers: ReadonlyArray<TierAnswer>, wanted: string): number =>
  customers.filter(({ tier }) => tier === wanted).length

const cOf = (customers: ReadonlyArray<TierAnswer>): string => {
  const lapsed = customers.filter(({ tier, lapsed }) => tier === 'C' && lapsed).length
  return `${ofTier(customers, 'C')}${lapsed === 0 ? '' : ` (${lapsed} lapsed)`}`
}

const rules = ({ policy: version, window }: RegionTiers, policy: PolicyInForce | undefined): string => {
  const { a, b } = (policy ?? defaultPolicyInForce).policy.tiers
  return `Policy ${version}: A from ${thresholdPercentage(a)}, B from ${thresholdPercentage(b)} of the region's net sales ${window.from} – ${window.to} (3.2)`
}
