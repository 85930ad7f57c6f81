import fc from 'fast-check'
import type { Named } from '../aggregate/rule.ts'
import { type AnyCustomerCommand, customerCommands, internalCommands } from '../customer/commands.ts'
import { customer } from '../customer/customer.ts'
import type { CustomerEvent } from '../customer/events.ts'
import type { CustomerRejection } from '../customer/rejections.ts'
import type { CustomerState } from '../customer/state.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, CustomerId, RegionId } from '../vocabulary/code.ts'
import { commandCodec } from '../vocabulary/messages.ts'
import { Currency, MinorUnits } from '../vocabulary/money.ts'
import { arbitraryOf } from './arbitrary-of.ts'
import type { Draw } from './chance.ts'
import { entrust, mishandle, register, transfersProposed } from './customer/account-story.ts'
import { care, offend } from './customer/care-story.ts'
import { findOut, misjudge } from './customer/information-story.ts'
import { fresh as freshAt, type Moment } from './customer/known.ts'
import { keepInTouch, neglect, touch } from './customer/relationship-story.ts'
import type { Storyteller } from './history.ts'
import { make } from './leaves.ts'
import { amounts, pooledLeaves, regions, texts } from './pools.ts'

/** Customers who are met, buy, give back, are visited, asked, cared for, graded, left and come back to. */
export const customerStories = (
  id: CustomerId = make(CustomerId, 'C1'),
): Storyteller<AnyCustomerCommand, CustomerState, CustomerEvent, CustomerRejection> => ({
  decider: customer,
  codec: commandCodec('AnyCustomerCommand', commands),
  commands,
  meanwhile: (state, context) => ({ ...context, regions: transfersProposed(id, state, context.regions) }),
  next: (draw, state, today) =>
    state.mergedInto === null
      ? { ...nextCommand(draw, state, today, id), occurredOn: today, customer: id }
      : null,
  mischief: (draw, state, today) => ({
    ...draw(fc.constantFrom(...draw(mistakes)({ draw, state, today }))),
    occurredOn: today,
    customer: id,
  }),
})

/** Also what only Kehu itself says: a merge has two sides. */
const commands = { ...customerCommands, ...internalCommands }

type Command<Type extends AnyCustomerCommand['type']> = Named<AnyCustomerCommand, Type>

const any = {
  purchase: arbitraryOf(customerCommands.RecordPurchase, pooledLeaves),
  returned: arbitraryOf(customerCommands.ReturnPurchase, pooledLeaves),
  imported: arbitraryOf(customerCommands.ImportPurchases, pooledLeaves),
}

const everyday = fc.oneof(
  { weight: 6, arbitrary: fc.constant('buy' as const) },
  { weight: 2, arbitrary: fc.constant('touch' as const) },
  { weight: 2, arbitrary: fc.constant('return' as const) },
  { weight: 1, arbitrary: fc.constantFrom('correct' as const, 'import' as const) },
  { weight: 3, arbitrary: fc.constant('findOut' as const) },
  { weight: 3, arbitrary: fc.constant('keepInTouch' as const) },
  { weight: 2, arbitrary: fc.constant('care' as const) },
  { weight: 2, arbitrary: fc.constant('entrust' as const) },
)

const nextCommand = (
  draw: Draw,
  state: CustomerState,
  today: CalendarDate,
  id: CustomerId,
): AnyCustomerCommand => {
  const base = { occurredOn: today, customer: id }
  const moment = { draw, state, today }
  if (state.standing === 'unknown' && draw(fc.nat({ max: 3 })) === 0)
    return importLines(draw, state, today, id)
  if (state.standing !== 'registered') return register(moment)
  if (state.inactiveSince !== null) return { ...base, type: 'ReactivateCustomer', reason: draw(texts) }
  switch (draw(everyday)) {
    case 'buy':
      return recordPurchase(draw, state)
    case 'return':
      return returnPurchase(draw, state)
    case 'correct':
      return correctPurchase(draw, state, base)
    case 'import':
      return importLines(draw, state, today, id)
    case 'touch':
      return touch(moment)
    case 'findOut':
      return findOut(moment) ?? touch(moment)
    case 'keepInTouch':
      return keepInTouch(moment) ?? touch(moment)
    case 'care':
      return care(moment) ?? touch(moment)
    case 'entrust':
      return entrust(moment) ?? touch(moment)
  }
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
  base: Pick<AnyCustomerCommand, 'occurredOn' | 'customer'>,
): AnyCustomerCommand => {
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

/** Gives back too much, says again what is known. */
const miscount = ({ draw, state }: Moment): ReadonlyArray<AnyCustomerCommand> => {
  const returned = {
    ...draw(any.returned),
    purchase: fresh(draw, state),
    netAmount: make(MinorUnits, 2_000_000),
  }
  const bought = [...state.purchases.values()].slice(0, 4).map(({ line }) => line.purchase)
  const { currency: _, region: __, ...nothing } = draw(any.purchase)
  return [
    ...bought.map((returns): AnyCustomerCommand => ({ ...returned, returns })),
    ...bought.map((purchase): AnyCustomerCommand => ({ ...draw(any.purchase), purchase })),
    { ...nothing, purchase: fresh(draw, state), netAmount: make(MinorUnits, -1) },
  ]
}

/** What may go wrong in each topic. */
const mistakes = fc.constantFrom(miscount, mishandle, misjudge, neglect, offend)

/** An id that nothing of this customer has yet. */
const fresh = (draw: Draw, state: CustomerState): Code => freshAt({ draw, state })
