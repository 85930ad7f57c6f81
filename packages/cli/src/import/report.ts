import type { DatedPurchaseLine } from '@kehu/domain'
import Big from 'big.js'
import type { RegionEntry } from './region-book.ts'
import type { Stored } from './store-lines.ts'

/** What an import did. Every row read is in exactly one of `appended`, `stored`, `repeated` and `refused`. */
export type ImportReport = {
  readonly file: string
  readonly source: string
  readonly read: number
  /** New lines: one event each. */
  readonly appended: number
  /** Lines that were in the store already, word for word. */
  readonly stored: number
  /** Rows that say what an earlier row of the file said, of the same document and line. */
  readonly repeated: number
  readonly refused: number
  /** Among the lines appended or stored. */
  readonly returns: number
  readonly unattributed: number
  readonly customers: number
  readonly regions: ReadonlyArray<ImportedRegion>
  /** Documents that were stored before and now have more lines: how many, and the first hundred. */
  readonly gained: Stored['gained']
  /** What rounding to minor units added, in major units, by currency; exact. */
  readonly rounding: ReadonlyArray<{ readonly currency: string; readonly amount: string }>
  readonly rejectsFile: string | null
  readonly seconds: number
}

export type ImportedRegion = {
  readonly region: string
  readonly currency: string
  /** Opened by this import. */
  readonly opened: boolean
  readonly lines: number
  readonly rounding: string
}

type Rest = {
  readonly file: string
  readonly source: string
  readonly stored: Stored
  readonly regions: ReadonlyArray<RegionEntry>
  readonly customers: number
  readonly rejectsFile: string | null
  readonly seconds: number
}

/** Counts rows as they come. */
export const createTally = () => {
  const counts = { read: 0, kept: 0, repeated: 0, refused: 0, returns: 0, unattributed: 0 }
  const count = (line: Pick<DatedPurchaseLine, 'netAmount'>, attributed: boolean, by: 1 | -1) => {
    counts.kept += by
    if (line.netAmount < 0) counts.returns += by
    if (!attributed) counts.unattributed += by
  }
  return {
    read: () => {
      counts.read += 1
    },
    keep: (line: Pick<DatedPurchaseLine, 'netAmount'>, attributed: boolean) => count(line, attributed, 1),
    /** Takes back a line that was kept. */
    drop: (line: Pick<DatedPurchaseLine, 'netAmount'>, attributed: boolean) => count(line, attributed, -1),
    repeat: () => {
      counts.repeated += 1
    },
    refuse: () => {
      counts.refused += 1
    },
    refused: () => counts.refused,
    staged: () => counts.kept,
    report: ({ stored: { appended, stored, gained }, regions, ...rest }: Rest): ImportReport => ({
      file: rest.file,
      source: rest.source,
      read: counts.read,
      appended,
      stored,
      repeated: counts.repeated,
      refused: counts.refused,
      returns: counts.returns,
      unattributed: counts.unattributed,
      customers: rest.customers,
      regions: regions.map(({ region, currency, open, lines, rounding }) => ({
        region,
        currency: currency ?? '',
        opened: !open,
        lines,
        rounding: rounding.toFixed(),
      })),
      gained,
      rounding: byCurrency(regions),
      rejectsFile: rest.rejectsFile,
      seconds: Math.round(rest.seconds * 1_000) / 1_000,
    }),
  }
}

export type Tally = ReturnType<typeof createTally>

const byCurrency = (regions: ReadonlyArray<RegionEntry>): ImportReport['rounding'] => {
  const sums = new Map<string, Big>()
  for (const { currency, rounding } of regions) {
    sums.set(currency ?? '', (sums.get(currency ?? '') ?? new Big(0)).plus(rounding))
  }
  return [...sums].map(([currency, sum]) => ({ currency, amount: sum.toFixed() }))
}
