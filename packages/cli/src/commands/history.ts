import { Currency, exponentOf, majorUnits } from '@kehu/domain'
import { asOperator } from '@kehu/kehu'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Failure, misuse } from '../failure.ts'
import { print } from '../output/answer.ts'
import { counted, grouped } from '../output/money.ts'
import { remark, tableLines } from '../output/table.ts'
import { withStore } from '../store/open-store.ts'
import { answered, type Session } from './session.ts'
import { type ExportedEvent, exported, exportedColumns, exportedRow } from './stored-event.ts'

export type HistoryOptions = { readonly viewer?: string }

/** Everything recorded of a customer, its complaints and opportunities included, in the order in which it happened. */
export const history = (
  { io, location, format, actor, operator }: Session,
  customer: string,
  { viewer = actor }: HistoryOptions = {},
): Promise<Either<Failure, ExitCode>> =>
  withStore(io, location, 'read', async ({ kehu, name }) => {
    const entries = await answered(kehu.history(customer, operator ? asOperator : viewer))
    if (isLeft(entries)) return entries
    if (entries.right.length === 0) {
      return misuse(
        `Nothing is known of a customer "${customer}" in ${name}: check the code (kehu tiers lists them).`,
      )
    }
    const events = entries.right.map(exported)
    await print(io, format, {
      json: { customer, events },
      csv: { columns: exportedColumns, rows: events.map(exportedRow) },
      table: function* (style) {
        yield* tableLines(
          style,
          [
            { head: 'Date' },
            { head: 'Event' },
            { head: 'What', widthMax: Math.max(30, style.width - 55) },
            { head: 'By', widthMax: 12 },
          ],
          events.map((event) => [event.occurredOn, event.type, describe(event, customer), event.actor]),
        )
        yield remark(
          style,
          `${counted(events.length, 'event')}, in the order of their business dates; --format json shows them whole.`,
        )
      },
    })
    return right(exitCodes.ok)
  })

/** What an event says, on one line. */
const describe = ({ data }: ExportedEvent, customer: string): string => facts(data, customer).join(', ')

/** Said by the line anyway, or of no use to the eye. */
const silent: ReadonlyArray<string> = [
  'purchase',
  'currency',
  'source',
  'subject',
  'contact',
  'policy',
  'deadlines',
]
/** Understood without their names. */
const plain: ReadonlyArray<string> = ['netAmount', 'product', 'kind', 'name', 'complaint', 'opportunity']
/** Said at the end, where the line may be cut. */
const late: ReadonlyArray<string> = [
  'costAmount',
  'category',
  'document',
  'line',
  'region',
  'owner',
  'enteredOn',
]

const facts = (value: unknown, customer: string): ReadonlyArray<string> => {
  if (typeof value !== 'object' || value === null) return [String(value)]
  const given: unknown = Reflect.get(value, 'currency')
  const currency = Currency.is(given) ? given : null
  const said = ([key, part]: readonly [string, unknown]): ReadonlyArray<string> => {
    if (silent.includes(key) || part === customer) return []
    const name = plain.includes(key) ? '' : `${key} `
    if (typeof part === 'number' && key.endsWith('Amount') && currency !== null) {
      return [`${name}${grouped(majorUnits(BigInt(part), exponentOf(currency)))} ${currency}`]
    }
    if (typeof part !== 'object' || part === null) return [`${name}${String(part)}`]
    const personal = personalText(part)
    if (personal !== null) return [`${name}${personal}`]
    const inner = Array.isArray(part)
      ? part.map((each) => personalText(each) ?? facts(each, customer).join(' '))
      : facts(part, customer)
    if (inner.length === 0) return []
    return key === 'line' || key === 'profile' ? inner : [`${key}: ${inner.join(', ')}`]
  }
  const entries = Object.entries(value)
  const isLate = ([key, part]: readonly [string, unknown]) => late.includes(key) && typeof part !== 'object'
  return [...entries.filter((entry) => !isLate(entry)), ...entries.filter(isLate)].flatMap(said)
}

const personalText = (part: unknown): string | null => {
  if (typeof part !== 'object' || part === null || !('subject' in part)) return null
  if ('value' in part) return String(part.value)
  if ('withheld' in part) return '(withheld)'
  return 'sealed' in part ? '(sealed)' : '(erased)'
}
