import { addDays, type CalendarDate, CalendarDate as CalendarDateCodec } from '@kehu/domain'
import fc from 'fast-check'
import type { CommandInput } from './commands.ts'

// A year and a half of a small company: two regions, six customers, sales chosen so that shares of exactly a fifth and a
// tenth, negative nets and month ends come often. Some commands are refused; that is part of the business.

const regions = ['east', 'west'] as const
const customers = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'] as const
const firstDay = '2024-01-01' as CalendarDate
const lastDay = '2025-09-30' as CalendarDate

const regionArbitrary = fc.constantFrom(...regions)
const customerArbitrary = fc.constantFrom(...customers)
const monthEnds = ['2024-01-31', '2024-02-29', '2024-12-31', '2025-02-28', '2025-08-31'] as const
const day = fc.oneof(
  { arbitrary: fc.integer({ min: 0, max: 638 }).map((n) => addDays(firstDay, n)), weight: 5 },
  { arbitrary: fc.constantFrom(...monthEnds).map((text) => text as CalendarDate), weight: 1 },
)
const amount = fc.constantFrom(100, 200, 400, 500, 800, 1_000, 2_000)

type Told = { readonly command: CommandInput; readonly commandId: string }

const sale = fc.tuple(customerArbitrary, regionArbitrary, amount, day).map(
  ([customer, region, netAmount, occurredOn]) =>
    (n: number): CommandInput => ({
      type: 'RecordPurchase',
      customer,
      region,
      purchase: `P${n}`,
      netAmount,
      occurredOn,
    }),
)

const giveBack = fc.tuple(customerArbitrary, regionArbitrary, fc.constantFrom(500, 1_000, 3_000), day).map(
  ([customer, region, netAmount, occurredOn]) =>
    (n: number): CommandInput => ({
      type: 'ReturnPurchase',
      customer,
      region,
      purchase: `R${n}`,
      netAmount,
      occurredOn,
      reason: 'broken',
    }),
)

const unattributed = fc.tuple(regionArbitrary, fc.constantFrom(100, 500, -400), day).map(
  ([region, netAmount, occurredOn]) =>
    (n: number): CommandInput => ({
      type: 'RecordUnattributedSale',
      region,
      purchase: `U${n}`,
      netAmount,
      occurredOn,
    }),
)

const correction = fc.tuple(customerArbitrary, fc.nat({ max: 60 }), amount, day).map(
  ([customer, which, netAmount, correctedOn]) =>
    (): CommandInput => ({
      type: 'CorrectPurchase',
      customer,
      purchase: `P${which}`,
      netAmount,
      correctedOn,
      occurredOn: lastDay,
      reason: 'typed wrongly',
    }),
)

const contact = fc.tuple(customerArbitrary, fc.constantFrom('visit' as const, 'call' as const), day).map(
  ([customer, kind, occurredOn]) =>
    (n: number): CommandInput => ({
      type: 'RecordContact',
      customer,
      contact: `K${n}`,
      kind,
      depth: kind === 'visit' ? 'deep' : 'routine',
      participants: [{ subject: 's1', value: 'Wang' }],
      topics: ['product', 'development'],
      summary: { subject: 's1', value: 'expands next year' },
      occurredOn,
    }),
)

const satisfaction = fc.tuple(customerArbitrary, fc.integer({ min: 1, max: 5 }), day).map(
  ([customer, csat, occurredOn]) =>
    (): CommandInput => ({ type: 'RecordSatisfaction', customer, answer: { csat }, occurredOn }),
)

const standing = fc
  .tuple(
    customerArbitrary,
    fc.constantFrom('DeactivateCustomer' as const, 'ReactivateCustomer' as const),
    day,
  )
  .map(
    ([customer, type, occurredOn]) =>
      (): CommandInput => ({ type, customer, reason: 'season', occurredOn }),
  )

const tierAssignment = fc
  .tuple(customerArbitrary, regionArbitrary, fc.constantFrom('A' as const, 'B' as const), day)
  .map(
    ([customer, region, tier, occurredOn]) =>
      (): CommandInput => ({
        type: 'AssignTier',
        customer,
        region,
        tier,
        reason: 'strategic',
        approver: 'boss',
        occurredOn,
      }),
  )

const complaint = fc.tuple(customerArbitrary, regionArbitrary, fc.nat({ max: 3 }), day).map(
  ([customer, region, which, occurredOn]) =>
    (): CommandInput => ({
      type: 'ReceiveComplaint',
      complaint: `X${which}`,
      customer,
      region,
      receivedAt: `${occurredOn}T09:00:00+08:00`,
      complainant: { subject: 's1', value: 'Wang' },
      channel: 'phone',
      content: { subject: 's1', value: 'arrived late' },
      occurredOn,
    }),
)

const acknowledgement = fc.tuple(fc.nat({ max: 3 }), day).map(
  ([which, occurredOn]) =>
    (): CommandInput => ({ type: 'AcknowledgeComplaint', complaint: `X${which}`, occurredOn }),
)

const opening: ReadonlyArray<CommandInput> = [
  ...regions.map(
    (region): CommandInput => ({
      type: 'OpenRegion',
      region,
      name: region,
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
      occurredOn: firstDay,
    }),
  ),
  ...customers.map(
    (customer, i): CommandInput => ({
      type: 'RegisterCustomer',
      customer,
      region: i % 2 === 0 ? 'east' : 'west',
      profile: { name: customer },
      occurredOn: firstDay,
    }),
  ),
]

/** What was commanded, in order, each with the id by which a retry is recognised. */
export const businessHistory: fc.Arbitrary<ReadonlyArray<Told>> = fc
  .array(
    fc.oneof(
      { arbitrary: sale, weight: 14 },
      { arbitrary: giveBack, weight: 2 },
      { arbitrary: unattributed, weight: 2 },
      { arbitrary: correction, weight: 2 },
      { arbitrary: contact, weight: 4 },
      { arbitrary: satisfaction, weight: 2 },
      { arbitrary: tierAssignment, weight: 1 },
      { arbitrary: standing, weight: 1 },
      { arbitrary: complaint, weight: 1 },
      { arbitrary: acknowledgement, weight: 1 },
    ),
    { minLength: 60, maxLength: 90, size: 'max' },
  )
  .map((told) =>
    [...opening, ...told.map((make, n) => make(n))].map((command, n) => ({
      command,
      commandId: `command-${n}`,
    })),
  )

export const date = (text: string): CalendarDate => {
  const decoded = CalendarDateCodec.decode(text)
  if (decoded._tag === 'Left') throw new Error(text)
  return decoded.right
}
