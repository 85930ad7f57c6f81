import {
  CalendarDate,
  Code,
  ComplaintId,
  CreditCode,
  Currency,
  CustomerId,
  defaultPolicy,
  type Fields,
  Instant,
  MinorUnits,
  OpportunityId,
  Period,
  Policy,
  Quantity,
  RegionId,
  Text,
  TimeZone,
  UserId,
} from '@kehu/domain'
import * as t from 'io-ts'

/** A field of a command, for people. */
export type DescribedField = { readonly name: string; readonly mandatory: boolean; readonly type: string }

const isFields = (codec: t.Mixed): codec is Fields<t.Props, t.Props> =>
  'required' in codec && 'optional' in codec

/** The fields of a command as its codec has them, so that this never tells another story than the check. */
export const fieldsOf = (codec: t.Mixed): ReadonlyArray<DescribedField> => {
  if (!isFields(codec)) return []
  const list = (props: t.Props, mandatory: boolean) =>
    Object.entries(props).map(([name, type]) => ({ name, mandatory, type: typeText(type) }))
  return [...list(codec.required, true), ...list(codec.optional, false)]
}

const typeText = (codec: t.Mixed): string => {
  const said = words.get(codec)
  if (said !== undefined) return said
  if (codec instanceof t.LiteralType) return JSON.stringify(codec.value)
  if (codec instanceof t.KeyofType) return Object.keys(codec.keys).join(' | ')
  if (codec instanceof t.ReadonlyArrayType) return `list of ${typeText(codec.type)}`
  if (codec instanceof t.ReadonlyType) return typeText(codec.type)
  if (codec instanceof t.UnionType) {
    const parts: ReadonlyArray<t.Mixed> = codec.types
    // What is sealed or erased is not for typing in: the first form is.
    const shown = codec.name.startsWith('Personal') ? parts.slice(0, 1) : parts
    return shown.map(typeText).join(' | ')
  }
  if (isFields(codec)) {
    const optional = Object.entries(codec.optional).map(([name, part]) => `${name}?: ${typeText(part)}`)
    const required = Object.entries(codec.required).map(([name, part]) => `${name}: ${typeText(part)}`)
    return `{${[...required, ...optional].join(', ')}}`
  }
  return codec.name
}

const words: ReadonlyMap<t.Mixed, string> = new Map<t.Mixed, string>([
  [CalendarDate, 'date YYYY-MM-DD'],
  [Instant, 'moment 2026-01-31T09:30:00+08:00'],
  [Text, 'text'],
  [Code, 'code'],
  [CustomerId, 'code of the customer'],
  [RegionId, 'code of the region'],
  [ComplaintId, 'code of the complaint'],
  [OpportunityId, 'code of the opportunity'],
  [UserId, 'code of the person'],
  [MinorUnits, 'whole number of minor units (fen, cents)'],
  [Currency, 'ISO 4217 code'],
  [Quantity, 'decimal as text, "12" or "0.125"'],
  [TimeZone, 'IANA time zone'],
  [Period, '2026 | 2026-Q1 | 2026-01'],
  [CreditCode, 'unified social credit code'],
  [Policy, 'policy, all of its numbers'],
])

/** A command that passes its codec, to start from. */
export const exampleOf = (codec: t.Mixed): unknown => {
  const known = examples.get(codec)
  if (known !== undefined) return known
  if (codec instanceof t.LiteralType) return codec.value
  if (codec instanceof t.KeyofType) return Object.keys(codec.keys)[0]
  if (codec instanceof t.ReadonlyArrayType) return [exampleOf(codec.type)]
  if (codec instanceof t.ReadonlyType) return exampleOf(codec.type)
  if (codec instanceof t.UnionType) return exampleOf(codec.types[0])
  if (isFields(codec)) {
    return Object.fromEntries(
      Object.entries({ ...codec.required, ...optionalShown(codec) }).map(([name, part]) => [
        name,
        exampleOf(part),
      ]),
    )
  }
  return [1, 0, true, 'text'].find((candidate) => codec.is(candidate))
}

/** Objects that need nothing are shown with something. */
const optionalShown = ({ required, optional }: Fields<t.Props, t.Props>): t.Props => {
  const [first] = Object.entries(optional)
  return Object.keys(required).length > 0 || first === undefined ? {} : { [first[0]]: first[1] }
}

const examples: ReadonlyMap<t.Mixed, unknown> = new Map<t.Mixed, unknown>([
  [CalendarDate, '2026-01-31'],
  [Instant, '2026-01-31T09:30:00+08:00'],
  [Text, 'words'],
  [Code, 'X-1'],
  [CustomerId, 'C-1001'],
  [RegionId, 'East'],
  [ComplaintId, 'CP-1'],
  [OpportunityId, 'OP-1'],
  [UserId, 'U-07'],
  [MinorUnits, 125_000],
  [Currency, 'CNY'],
  [Quantity, '12'],
  [TimeZone, 'Asia/Shanghai'],
  [Period, '2026'],
  [CreditCode, '91350100M000100Y43'],
  [Policy, Policy.encode(defaultPolicy)],
])
