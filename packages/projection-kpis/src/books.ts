import type {
  CalendarDate,
  Code,
  CustomerId,
  DatedPurchaseLine,
  RegionId,
  SaleChange,
  UserId,
} from '@kehu/domain'

/** What a region took on a day with one owner's sales; amounts in minor units. */
export type Takings = {
  readonly owner: UserId | null
  readonly day: CalendarDate
  /** Lines, returns included. */
  lines: number
  /** Net of returns (A10). */
  net: bigint
  /** The part of it that belongs to no customer (A65). */
  unattributed: bigint
  /** Of lines and returns alike, without their signs: what the coverage of costs is measured by. */
  volume: bigint
  costed: Costed
}

/** The part whose cost is known (A67). */
export type Costed = { lines: number; net: bigint; volume: bigint; cost: bigint }

/** What a customer bought on a day in one region, from one owner, on one document; returns included. */
export type Purchases = {
  readonly day: CalendarDate
  readonly region: RegionId
  readonly owner: UserId | null
  readonly document: Code | null
  lines: number
  /** Lines by which something was bought: a return is no purchase, and neither is a line that was corrected to nothing. */
  bought: number
  net: bigint
}

/**
 * All sales as sums that any line can enter and leave, so that a correction undoes just what it corrects, and a late line
 * is a line like any other. Owned and mutated by one fold.
 */
export type Books = {
  readonly regions: Map<RegionId, Map<string, Takings>>
  readonly customers: Map<CustomerId, Map<string, Purchases>>
}

export const emptyBooks = (): Books => ({ regions: new Map(), customers: new Map() })

/** A line enters the books, or leaves them. */
export const enter = ({ regions, customers }: Books, { customer, line, sign }: SaleChange): void => {
  inBook(regions, line.region, (book) => addTakings(book, line, sign, customer === null))
  if (customer !== null) inBook(customers, customer, (book) => addPurchase(book, line, sign))
}

const addTakings = (
  books: Map<string, Takings>,
  line: DatedPurchaseLine,
  sign: 1 | -1,
  unattributed: boolean,
): void => {
  const { occurredOn: day, owner = null, netAmount, costAmount } = line
  const key = takingsKey(day, owner)
  const takings = books.get(key) ?? {
    owner,
    day,
    lines: 0,
    net: 0n,
    unattributed: 0n,
    volume: 0n,
    costed: noCosts(),
  }
  const net = BigInt(netAmount * sign)
  const volume = BigInt(Math.abs(netAmount) * sign)
  takings.lines += sign
  takings.net += net
  takings.volume += volume
  if (unattributed) takings.unattributed += net
  if (costAmount !== undefined) {
    takings.costed.lines += sign
    takings.costed.net += net
    takings.costed.volume += volume
    takings.costed.cost += BigInt(costAmount * sign)
  }
  keep(books, key, takings)
}

const addPurchase = (books: Map<string, Purchases>, line: DatedPurchaseLine, sign: 1 | -1): void => {
  const { occurredOn: day, region, owner = null, document = null, netAmount } = line
  const key = purchasesKey(day, region, owner, document)
  const purchases = books.get(key) ?? { day, region, owner, document, lines: 0, bought: 0, net: 0n }
  purchases.lines += sign
  purchases.bought += netAmount > 0 ? sign : 0
  purchases.net += BigInt(netAmount * sign)
  keep(books, key, purchases)
}

export const noCosts = (): Costed => ({ lines: 0, net: 0n, volume: 0n, cost: 0n })

/** Sums of no line are not kept: books that hold the same lines are the same books. */
const keep = <S extends { readonly lines: number }>(books: Map<string, S>, key: string, sums: S): void => {
  if (sums.lines === 0) books.delete(key)
  else books.set(key, sums)
}

const inBook = <K, S>(books: Map<K, Map<string, S>>, key: K, write: (book: Map<string, S>) => void): void => {
  const known = books.get(key)
  const book = known ?? new Map<string, S>()
  write(book)
  if (known === undefined) books.set(key, book)
  else if (book.size === 0) books.delete(key)
}

// Codes have no control characters, so a line break keeps them apart, and nothing is no code.
export const takingsKey = (day: CalendarDate, owner: UserId | null): string => `${day}\n${owner ?? ''}`
export const purchasesKey = (
  day: CalendarDate,
  region: RegionId,
  owner: UserId | null,
  document: Code | null,
): string => `${day}\n${region}\n${owner ?? ''}\n${document ?? ''}`
