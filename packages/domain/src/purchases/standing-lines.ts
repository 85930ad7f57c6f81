import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import { refuse } from '../vocabulary/rejection.ts'
import type { DatedPurchaseLine, PurchaseLine } from './line.ts'

/** A line as it stands now, corrections applied. `returns` names the purchase it takes back. */
export type StandingPurchase = {
  readonly occurredOn: CalendarDate
  readonly line: PurchaseLine
  /** As it first entered the log, before any correction: what a repeated import is compared with. */
  readonly asRecorded: DatedPurchaseLine
  readonly returns?: string
}

export type StandingLines = ReadonlyMap<string, StandingPurchase>

export const standing = (occurredOn: CalendarDate, line: PurchaseLine): StandingPurchase => ({
  occurredOn,
  line,
  asRecorded: { ...line, occurredOn },
})

/** The same line after a correction. */
export const corrected = (
  lines: StandingLines,
  before: DatedPurchaseLine,
  after: DatedPurchaseLine,
): StandingPurchase => {
  const { occurredOn, ...line } = after
  return { ...(lines.get(line.purchase) ?? standing(before.occurredOn, before)), occurredOn, line }
}

/** Imported lines as a history sees them: new, stored already, or stored with other content. */
export type SortedLines = {
  readonly fresh: ReadonlyArray<DatedPurchaseLine>
  readonly stored: ReadonlyArray<DatedPurchaseLine>
  readonly differing: ReadonlyArray<{
    readonly line: DatedPurchaseLine
    readonly fields: ReadonlyArray<string>
  }>
}

/** `taken`: lines of the same import that are on their way already. */
export const sortLines = (
  lines: ReadonlyArray<DatedPurchaseLine>,
  standingLines: StandingLines,
  taken: ReadonlyMap<string, DatedPurchaseLine> = new Map(),
): SortedLines => {
  const fresh = new Map<string, DatedPurchaseLine>()
  const stored: DatedPurchaseLine[] = []
  const unlike: { line: DatedPurchaseLine; fields: ReadonlyArray<string> }[] = []
  for (const line of lines) {
    const known = standingLines.get(line.purchase)
    const first = known?.asRecorded ?? fresh.get(line.purchase) ?? taken.get(line.purchase)
    if (first === undefined) fresh.set(line.purchase, line)
    else if (differing(first, line).length === 0 || (known !== undefined && isNow(known, line)))
      stored.push(line)
    else unlike.push({ line, fields: differing(first, line) })
  }
  return { fresh: [...fresh.values()], stored, differing: unlike }
}

/** A ledger that was mended as Kehu was says nothing new. */
const isNow = (known: StandingPurchase, line: DatedPurchaseLine): boolean =>
  differing({ ...known.line, occurredOn: known.occurredOn }, line).length === 0

/** Names of the facts in which two versions of a line differ. */
export const differing = (a: DatedPurchaseLine, b: DatedPurchaseLine): ReadonlyArray<string> =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (key) => Reflect.get(a, key) !== Reflect.get(b, key),
  )

export const lineDiffers = (purchase: string, fields: ReadonlyArray<string>) =>
  refuse(
    'LineDiffers',
    `This line is stored already with another ${fields.join(', ')}: correct the stored one, or mend the file.`,
    { purchase, differing: fields },
  )
