import fc from 'fast-check'
import { match } from 'ts-pattern'
import { CustomerCommand, customerCommands } from '../customer/commands.ts'
import { customer } from '../customer/customer.ts'
import type { CustomerEvent } from '../customer/events.ts'
import type { CustomerRejection } from '../customer/rejections.ts'
import type { CustomerState } from '../customer/state.ts'
import { addDays, addMonths, type CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, CustomerId, RegionId, UserId } from '../vocabulary/code.ts'
import { Currency, MinorUnits } from '../vocabulary/money.ts'
import { arbitraryOf } from './arbitrary-of.ts'
import type { Draw } from './chance.ts'
import type { Storyteller } from './history.ts'
import { make } from './leaves.ts'
import { amounts, pooledLeaves, regions, texts } from './pools.ts'

/** Customers who are met, buy, give back, are visited, asked, graded, left and come back to. */
export const customerStories = (
  id: CustomerId = make(CustomerId, 'C1'),
): Storyteller<CustomerCommand, CustomerState, CustomerEvent, CustomerRejection> => ({
  decider: customer,
  codec: CustomerCommand,
  commands: customerCommands,
  next: (draw, state, today) => ({ ...nextCommand(draw, state, today, id), occurredOn: today, customer: id }),
  mischief: (draw, state, today) => ({ ...wrongly(draw, state, today), occurredOn: today, customer: id }),
})

type Command<Type extends CustomerCommand['type']> = Extract<CustomerCommand, { type: Type }>

const any = {
  register: arbitraryOf(customerCommands.RegisterCustomer, pooledLeaves),
  correctProfile: arbitraryOf(customerCommands.CorrectProfile, pooledLeaves),
  segment: arbitraryOf(customerCommands.SegmentCustomer, pooledLeaves),
  purchase: arbitraryOf(customerCommands.RecordPurchase, pooledLeaves),
  returned: arbitraryOf(customerCommands.ReturnPurchase, pooledLeaves),
  imported: arbitraryOf(customerCommands.ImportPurchases, pooledLeaves),
  contact: arbitraryOf(customerCommands.RecordContact, pooledLeaves),
  satisfaction: arbitraryOf(customerCommands.RecordSatisfaction, pooledLeaves),
  cadence: arbitraryOf(customerCommands.AdjustCadence, pooledLeaves),
  tier: arbitraryOf(customerCommands.AssignTier, pooledLeaves),
}

const everyday = fc.oneof(
  { weight: 8, arbitrary: fc.constant('RecordPurchase' as const) },
  { weight: 3, arbitrary: fc.constant('RecordContact' as const) },
  { weight: 2, arbitrary: fc.constant('ReturnPurchase' as const) },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      'CorrectPurchase' as const,
      'ImportPurchases' as const,
      'RecordSatisfaction' as const,
      'SegmentCustomer' as const,
      'CorrectProfile' as const,
      'AdjustCadence' as const,
      'AssignTier' as const,
    ),
  },
  { weight: 1, arbitrary: fc.constant('DeactivateCustomer' as const) },
)

const nextCommand = (
  draw: Draw,
  state: CustomerState,
  today: CalendarDate,
  id: CustomerId,
): CustomerCommand => {
  const base = { occurredOn: today, customer: id }
  if (state.standing === 'unknown' && draw(fc.nat({ max: 3 })) === 0)
    return importLines(draw, state, today, id)
  if (state.standing !== 'registered') return { ...draw(any.register), region: draw(regions) }
  if (state.inactiveSince !== null) return { ...base, type: 'ReactivateCustomer', reason: draw(texts) }
  return match(draw(everyday))
    .with('RecordPurchase', () => recordPurchase(draw, state))
    .with(
      'RecordContact',
      (): CustomerCommand => ({ ...draw(any.contact), depth: 'routine', contact: fresh(draw, state) }),
    )
    .with('ReturnPurchase', () => returnPurchase(draw, state))
    .with('CorrectPurchase', () => correctPurchase(draw, state, base))
    .with('ImportPurchases', () => importLines(draw, state, today, id))
    .with('RecordSatisfaction', () => draw(any.satisfaction))
    .with('SegmentCustomer', () => draw(any.segment))
    .with('CorrectProfile', () => draw(any.correctProfile))
    .with('AdjustCadence', () => adjustCadence(draw, today))
    .with('AssignTier', () => assignTier(draw, today))
    .with('DeactivateCustomer', (type): CustomerCommand => ({ ...base, type, reason: draw(texts) }))
    .exhaustive()
}

const recordPurchase = (draw: Draw, state: CustomerState): Command<'RecordPurchase'> => {
  const { currency: _, region: __, ...purchase } = draw(any.purchase)
  return { ...purchase, purchase: fresh(draw, state), netAmount: draw(amounts), region: draw(regions) }
}

/** Gives back a part of something that was bought; of something unknown when nothing is left. */
const returnPurchase = (draw: Draw, state: CustomerState): Command<'ReturnPurchase'> => {
  const { currency: _, region: __, returns: ___, ...given } = draw(any.returned)
  const left = [...state.purchases].flatMap(([purchase, { line }]) => {
    const back = [...state.purchases.values()].filter(({ returns }) => returns === purchase)
    const remaining = back.reduce<number>((sum, other) => sum + other.line.netAmount, line.netAmount)
    return remaining > 0 ? [{ purchase: line.purchase, remaining }] : []
  })
  const purchase = fresh(draw, state)
  if (left.length === 0) return { ...given, purchase, netAmount: draw(amounts), region: draw(regions) }
  const original = draw(fc.constantFrom(...left))
  const netAmount = make(MinorUnits, draw(fc.integer({ min: 1, max: original.remaining })))
  return { ...given, purchase, returns: original.purchase, netAmount }
}

const correctPurchase = (
  draw: Draw,
  state: CustomerState,
  base: Pick<CustomerCommand, 'occurredOn' | 'customer'>,
): CustomerCommand => {
  const sales = [...state.purchases.values()].filter(({ line }) => line.netAmount > 0)
  if (sales.length === 0) return recordPurchase(draw, state)
  const { line } = draw(fc.constantFrom(...sales))
  const netAmount = make(MinorUnits, line.netAmount + draw(fc.integer({ min: 1, max: 1000 })))
  return { ...base, type: 'CorrectPurchase', purchase: line.purchase, netAmount, reason: draw(texts) }
}

const importLines = (
  draw: Draw,
  state: CustomerState,
  today: CalendarDate,
  id: CustomerId,
): Command<'ImportPurchases'> => {
  const { lines, ...given } = draw(any.imported)
  const first = fresh(draw, state)
  return {
    ...given,
    occurredOn: today,
    customer: id,
    lines: lines.map(({ enteredOn: _, ...line }, i) => ({
      ...line,
      purchase: make(Code, `${first}-${i}`),
      region: make(RegionId, 'East'),
      currency: make(Currency, 'CNY'),
      occurredOn: line.occurredOn > today ? today : line.occurredOn,
    })),
  }
}

const adjustCadence = (draw: Draw, today: CalendarDate): Command<'AdjustCadence'> => {
  const given = draw(any.cadence)
  const until = addMonths(today, draw(fc.integer({ min: 1, max: 6 })))
  const approver = make(UserId, 'manager')
  return { ...given, adjustment: { ...given.adjustment, from: today, until, approver } }
}

const assignTier = (draw: Draw, today: CalendarDate): Command<'AssignTier'> => ({
  ...draw(any.tier),
  region: draw(regions),
  approver: make(UserId, 'manager'),
  until: addDays(today, draw(fc.nat({ max: 300 }))),
})

/** Wants a cadence for years or without leave, approves its own, gives back too much, says again what is known. */
const wrongly = (draw: Draw, state: CustomerState, today: CalendarDate): CustomerCommand => {
  const { adjustment, ...adjusting } = draw(any.cadence)
  const { approver: _, ...unapproved } = {
    ...adjustment,
    from: today,
    until: today,
    direction: 'lower' as const,
  }
  const returned = {
    ...draw(any.returned),
    purchase: fresh(draw, state),
    netAmount: make(MinorUnits, 2_000_000),
  }
  const bought = [...state.purchases.values()].slice(0, 4).map(({ line }) => line.purchase)
  const met = [...state.contacts].slice(0, 2).map((contact) => make(Code, contact))
  return draw(
    fc.constantFrom<CustomerCommand>(
      { ...adjusting, adjustment: unapproved },
      { ...adjusting, adjustment: { ...adjustment, from: today, until: addMonths(today, 24) } },
      { ...draw(any.tier), approver: make(UserId, 'tester') },
      ...bought.map((returns): CustomerCommand => ({ ...returned, returns })),
      ...bought.map((purchase): CustomerCommand => ({ ...draw(any.purchase), purchase })),
      ...met.map((contact): CustomerCommand => ({ ...draw(any.contact), contact })),
      ...(state.segment === null ? [] : [{ ...draw(any.segment), segment: state.segment }]),
    ),
  )
}

/** An id that nothing of this customer has yet. */
const fresh = (draw: Draw, state: CustomerState): Code =>
  make(Code, `n${state.purchases.size}.${state.contacts.size}.${draw(fc.nat({ max: 999_999 }))}`)
