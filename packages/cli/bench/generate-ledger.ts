import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

// An order book of any length, the same for the same seed: node bench/generate-ledger.ts FILE [LINES] [CUSTOMERS] [SEED]

/** What the ledger is to be like. */
export type LedgerShape = { readonly lines: number; readonly customers: number; readonly seed: number }

export const ledgerHeading =
  'document,line,occurred_on,customer_id,customer_name,region,product,category,quantity,net_amount,cost_amount,owner,entered_on'

const regions = ['East', 'North', 'South', 'West']
const categories = ['Furniture', 'Office', 'Technology', '办公用品']

/**
 * The lines of a ledger, heading included: orders of one to five lines over three years; one line in fifty without
 * customer, one in forty a return, amounts with up to four decimals. More lines mean more orders of the same customers.
 */
export function* ledgerLines({ lines, customers, seed }: LedgerShape): Generator<string> {
  yield ledgerHeading
  const chance = randomFrom(seed)
  const below = (n: number): number => Math.floor(chance() * n)
  let document = 0
  for (let line = 0; line < lines; ) {
    document += 1
    // A few customers buy much, most buy little.
    const customer = Math.floor(customers * chance() ** 2)
    const region = regions[(customer + (below(10) === 0 ? 1 : 0)) % regions.length] ?? ''
    const date = dayOf(Math.floor((line / lines) * 1_095))
    const anonymous = below(50) === 0
    for (let number = 1 + below(5), nth = 1; number > 0 && line < lines; number--, nth++, line++) {
      const product = below(2_000)
      const returned = below(40) === 0 ? '-' : ''
      const amount = 5 + below(200_000) / 100
      const decimals = below(3) === 0 ? String(below(100)).padStart(2, '0') : ''
      yield [
        ...[`SO-${String(document).padStart(8, '0')}`, String(nth), date],
        ...(anonymous
          ? ['', '']
          : [`C-${String(customer).padStart(5, '0')}`, `"Customer ${customer}, Ltd."`]),
        ...[
          region,
          `Product ${product}`,
          categories[product % categories.length] ?? '',
          String(1 + below(20)),
        ],
        ...[`${returned}${amount.toFixed(2)}${decimals}`, `${returned}${(amount * 0.7).toFixed(2)}`],
        ...[`U-${customer % 40}`, date],
      ].join(',')
    }
  }
}

const dayOf = (day: number): string => new Date(Date.UTC(2015, 0, 1 + day)).toISOString().slice(0, 10)

/** mulberry32: small, quick, and the same on every machine. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const writeLedger = async (file: string, shape: LedgerShape): Promise<void> => {
  const out = createWriteStream(file)
  let chunk = ''
  for (const line of ledgerLines(shape)) {
    chunk += `${line}\n`
    if (chunk.length < 65_536) continue
    if (!out.write(chunk)) await once(out, 'drain')
    chunk = ''
  }
  out.end(chunk)
  await finished(out)
}

if (import.meta.main) {
  const [file, lines = '54000', customers = '800', seed = '1'] = process.argv.slice(2)
  if (file === undefined) console.error('node bench/generate-ledger.ts FILE [LINES] [CUSTOMERS] [SEED]')
  else await writeLedger(file, { lines: Number(lines), customers: Number(customers), seed: Number(seed) })
}
