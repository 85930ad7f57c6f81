import {
  CalendarDate,
  Code,
  ComplaintId,
  Count,
  CustomerId,
  mapOf,
  RegionId,
  RegionTerms,
  UserId,
  Whole,
} from '@kehu/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { type Purchases, purchasesKey, type Takings, takingsKey } from './books.ts'
import { ComplaintFact, type KpisState, Registration, type Voices, voicesKey } from './state.ts'

// As JSON the state is rows in sorted order: equal states are equal text, in whatever order they were filled.

const Amount = new t.Type<bigint, string>(
  'Amount',
  (u): u is bigint => typeof u === 'bigint',
  (u, context) => (typeof u === 'string' && amount.test(u) ? t.success(BigInt(u)) : t.failure(u, context)),
  String,
)
// A longer one is nobody's sum, and reading it would cost the square of its length.
const amount = /^-?\d{1,60}$/

const Owner = t.union([t.null, UserId], 'Owner')
const Kind = t.keyof({ csat: null, nps: null, followUp: null }, 'Kind')

const Cost = t.tuple([Whole, Amount, Amount, Amount])
/** Day, owner; lines, net, unattributed, volume; lines, net, volume and cost of the part whose cost is known. */
const TakingsRow = t.tuple([t.tuple([CalendarDate, Owner]), t.tuple([Whole, Amount, Amount, Amount]), Cost])
/** Day, region, owner, document; lines, lines bought, net. */
const PurchasesRow = t.tuple([
  t.tuple([CalendarDate, RegionId, Owner, t.union([t.null, Code])]),
  t.tuple([Whole, Whole, Amount]),
])
/** Region, owner, day; kind, value, count. */
const VoicesRow = t.tuple([t.tuple([RegionId, Owner, CalendarDate]), t.tuple([Kind, Count, Count])])

/** A map whose keys follow from its values, as rows in the order of the keys. */
const rowsOf = <V, R>(
  row: t.Type<R, unknown>,
  toRow: (value: V) => unknown,
  fromRow: (row: R) => readonly [string, V],
): t.Type<Map<string, V>, unknown> => {
  const rows = t.array(row)
  return new t.Type<Map<string, V>, unknown>(
    `rows of ${row.name}`,
    (u): u is Map<string, V> => u instanceof Map,
    (u, context) => {
      const decoded = rows.validate(u, context)
      return isLeft(decoded) ? decoded : t.success(new Map(decoded.right.map(fromRow)))
    },
    // Written by hand: asking a codec for every cell of half a million rows takes seconds.
    (map) => [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, value]) => toRow(value)),
  )
}

const TakingsRows = rowsOf<Takings, t.TypeOf<typeof TakingsRow>>(
  TakingsRow,
  ({ day, owner, lines, net, unattributed, volume, costed }) => [
    [day, owner],
    [lines, String(net), String(unattributed), String(volume)],
    [costed.lines, String(costed.net), String(costed.volume), String(costed.cost)],
  ],
  ([[day, owner], [lines, net, unattributed, volume], [costedLines, costedNet, costedVolume, cost]]) => {
    const costed = { lines: costedLines, net: costedNet, volume: costedVolume, cost }
    return [takingsKey(day, owner), { day, owner, lines, net, unattributed, volume, costed }]
  },
)

const PurchasesRows = rowsOf<Purchases, t.TypeOf<typeof PurchasesRow>>(
  PurchasesRow,
  ({ day, region, owner, document, lines, bought, net }) => [
    [day, region, owner, document],
    [lines, bought, String(net)],
  ],
  ([[day, region, owner, document], [lines, bought, net]]) => [
    purchasesKey(day, region, owner, document),
    { day, region, owner, document, lines, bought, net },
  ],
)

const VoicesRows = rowsOf<Voices, t.TypeOf<typeof VoicesRow>>(
  VoicesRow,
  ({ region, owner, day, kind, value, count }) => [
    [region, owner, day],
    [kind, value, count],
  ],
  ([[region, owner, day], [kind, value, count]]) => {
    const said = { region, owner, day, kind, value }
    return [voicesKey(said), { ...said, count }]
  },
)

/** The state of the key figures as JSON. */
export const KpisStateCodec: t.Type<KpisState, unknown> = t.type(
  {
    books: t.type({ regions: mapOf(RegionId, TakingsRows), customers: mapOf(CustomerId, PurchasesRows) }),
    voices: VoicesRows,
    complaints: mapOf(ComplaintId, ComplaintFact),
    registrations: mapOf(CustomerId, Registration),
    regions: mapOf(RegionId, RegionTerms),
  },
  'KpisState',
)
