import { describeInterval, type Interval, present } from '@kehu/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { Failure } from '../failure.ts'
import { print } from '../output/answer.ts'
import { counted } from '../output/money.ts'
import type { Style } from '../output/style.ts'
import { remark, tableLines, title } from '../output/table.ts'
import { answered, ask, checkRegion, type Session } from './session.ts'

export type DueOptions = {
  readonly asOf?: string
  readonly within?: number
  readonly region?: string
  readonly owner?: string
}

/** Whom to contact by when, as of a date (policy 5.1). */
export const due = (session: Session, options: DueOptions): Promise<Either<Failure, ExitCode>> =>
  ask(session, async ({ kehu }) => {
    const { asOf, within, region, owner } = options
    const known = await checkRegion(kehu, region)
    if (isLeft(known)) return known
    const found = await answered(
      kehu.due({
        ...present({ asOf, withinDays: within, region, owner }),
      }),
    )
    if (isLeft(found)) return found
    const items = found.right
    await print(session.io, session.format, {
      json: { asOf: asOf ?? kehu.today(), due: items },
      csv: {
        columns: [
          ...[
            'as_of',
            'due',
            'state',
            'overdue_days',
            'customer',
            'name',
            'region',
            'owner',
            'tier',
            'tier_basis',
          ],
          ...['interval', 'deep', 'last_qualifying', 'last_contact', 'policy', 'reason'],
        ],
        rows: items.map((item) => [
          ...[
            item.asOf,
            item.due,
            item.state,
            String(item.overdueDays),
            item.customer,
            item.name,
            item.region,
          ],
          ...[item.owner, item.tier, item.tierBasis, describeInterval(item.interval), String(item.deep)],
          ...[item.lastQualifying, item.lastContact, item.policy, item.reason],
        ]),
      },
      table: (style) => dueLines(style, asOf ?? kehu.today(), items),
    })
    return right(exitCodes.ok)
  })

type Items = ReadonlyArray<{
  readonly interval: Interval
  readonly adjustment: unknown
  readonly due: string
  readonly state: string
  readonly overdueDays: number
  readonly customer: string
  readonly name: string | null
  readonly region: string
  readonly owner: string | null
  readonly tier: string | null
  readonly deep: boolean
  readonly lastQualifying: string | null
  readonly lastContact: string | null
  readonly policy: string
}>

/** Also for the demo, which shows the first few only. */
export const dueTable = (style: Style, asOf: string, items: Items): string =>
  [...dueLines(style, asOf, items)].join('\n')

const dueLines = function* (style: Style, asOf: string, items: Items): Generator<string> {
  if (items.length === 0) {
    yield `Nothing is due on ${asOf}.`
    return
  }
  const overdue = items.filter(({ state }) => state === 'overdue').length
  const policies = [...new Set(items.map(({ policy }) => policy))].join(', ')
  yield title(style, `Contacts due on ${asOf}`)
  yield ''
  yield* tableLines(
    style,
    [
      { head: 'Due' },
      { head: 'State' },
      { head: 'Tier' },
      { head: 'Customer', widthMax: 20 },
      { head: 'Name', widthMax: 22 },
      { head: 'Region', widthMax: 14 },
      { head: 'Owner', widthMax: 10 },
      { head: 'Contact' },
      { head: 'Last' },
    ],
    items.map((item) => [
      ...[
        item.due,
        stateText(item.state, item.overdueDays),
        item.tier ?? '–',
        item.customer,
        item.name ?? '',
      ],
      ...[item.region, item.owner ?? '', item.deep ? 'deep' : 'any', item.lastQualifying ?? 'never'],
    ]),
  )
  yield remark(
    style,
    `${counted(items.length, 'customer')}, ${overdue} overdue. Policy ${policies}: ${cadences(items)} (5.1-A), counted from the last that qualifies.`,
  )
}

/** The cadences of the tiers that are listed, as the policy in force has them. */
const cadences = (items: Items): string => {
  const ofTier = new Map<string, string>()
  for (const { tier, interval, deep, adjustment } of items) {
    if (tier !== null && adjustment === null) {
      ofTier.set(tier, `${tier} ${deep ? 'a deep contact' : 'a contact'} ${describeInterval(interval)}`)
    }
  }
  return [...ofTier.values()].sort().join(', ')
}

const stateText = (state: string, overdueDays: number): string =>
  state === 'overdue'
    ? `${overdueDays} days late`
    : state === 'due'
      ? 'today'
      : state === 'dueSoon'
        ? 'soon'
        : 'later'
