import {
  type CalendarDate,
  Currency,
  type DatedPurchaseLine,
  decode,
  earlier,
  type RegionId,
  type TimeZone,
} from '@kehu/domain'
import type { Kehu, KehuError } from '@kehu/kehu'
import Big from 'big.js'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { ImportSender } from './import-sender.ts'

/** A region of the file: its currency, and what the file says of it. */
export type RegionEntry = {
  readonly region: RegionId
  /** Whether it was open before this import. */
  readonly open: boolean
  /** Null until a row has settled it. */
  currency: Currency | null
  earliest: CalendarDate | null
  lines: number
  /** What rounding added to all its lines, in major units. */
  rounding: Big
}

/** Where nobody says otherwise, money is in renminbi. */
export const defaultCurrency: Currency = (() => {
  const cny = decode(Currency)('CNY')
  if (isLeft(cny)) throw new Error(cny.left.message)
  return cny.right
})()

export type RegionBook = {
  readonly known: (region: RegionId) => RegionEntry | undefined
  readonly lookUp: (region: RegionId) => Promise<Either<KehuError, RegionEntry>>
  readonly entries: () => ReadonlyArray<RegionEntry>
}

/** The regions of an import, each looked up once. */
export const createRegionBook = (kehu: Pick<Kehu, 'region'>): RegionBook => {
  const entries = new Map<RegionId, RegionEntry>()
  return {
    known: (region) => entries.get(region),
    lookUp: async (region) => {
      const state = await kehu.region(region)()
      if (isLeft(state)) return state
      const { opened } = state.right
      const entry = { region, open: opened !== null, currency: opened?.currency ?? null, ...nothingYet }
      entries.set(region, entry)
      return right(entry)
    },
    entries: () => [...entries.values()].filter(({ earliest }) => earliest !== null),
  }
}

const nothingYet = { earliest: null, lines: 0, rounding: new Big(0) }

/** Notes a line of the region. */
export const note = (
  entry: RegionEntry,
  line: Pick<DatedPurchaseLine, 'currency' | 'occurredOn'>,
  rounding: Big,
): void => {
  entry.currency ??= line.currency
  entry.earliest = entry.earliest === null ? line.occurredOn : earlier(entry.earliest, line.occurredOn)
  entry.lines += 1
  // Most lines need no rounding, and an addition of exact decimals is not free.
  if (!rounding.eq(0)) entry.rounding = entry.rounding.plus(rounding)
}

/** Takes back a line that was noted. */
export const forget = (entry: RegionEntry, rounding: string): void => {
  entry.lines -= 1
  entry.rounding = entry.rounding.minus(rounding)
}

/** Opens the regions that nobody has opened, as of their first sale. */
export const openRegions = async (
  kehu: Pick<Kehu, 'execute' | 'today'>,
  entries: ReadonlyArray<RegionEntry>,
  { timeZone, sender }: { readonly timeZone: TimeZone; readonly sender: ImportSender },
): Promise<Either<KehuError, void>> => {
  for (const { region, open, currency, earliest } of entries) {
    if (open) continue
    const today = kehu.today(timeZone)
    const occurredOn = earliest === null || earliest > today ? today : earliest
    const opened = await kehu.execute(
      {
        type: 'OpenRegion',
        occurredOn,
        region,
        name: region,
        timeZone,
        currency: currency ?? defaultCurrency,
      },
      { ...sender, historical: true },
    )()
    // Somebody may have opened it meanwhile; whether its currency fits is asked of every line.
    if (isLeft(opened) && opened.left._tag !== 'RegionAlreadyOpen') return opened
  }
  return right(undefined)
}
