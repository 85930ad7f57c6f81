import { present } from '@kehu/domain'
import { createMemoryStore, type EventStore } from '@kehu/event-store'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { v4 as uuid } from 'uuid'
import type { CommandInput } from './commands.ts'
import type { ExecuteOptions } from './kehu.ts'
import { openKehu } from './open-kehu.ts'

export const clock = () => Date.parse('2026-04-01T04:00:00Z')

/** Kehu on 1 April 2026 over a store, with nothing told to it. */
export const kehuOver = (store: EventStore) => openKehu({ store, clock, newId: uuid })

/** Kehu on 1 April 2026 with the open region `east`, and a way to tell it things that must be accepted. */
export const aKehu = async (store: EventStore = createMemoryStore({ clock, id: 'memory' })) => {
  const kehu = kehuOver(store)
  const told = async (command: CommandInput, options: Partial<ExecuteOptions> = {}) =>
    got(await kehu.execute(command, { actor: 'li.na', ...options })())
  const opened = await kehu.region('east')()
  if (isLeft(opened) || opened.right.opened === null) await told(openEast)
  return { store, kehu, told }
}

const openEast: CommandInput = {
  type: 'OpenRegion',
  region: 'east',
  name: 'East',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  occurredOn: '2026-01-05',
}

export const got = <A>(answer: Either<{ readonly message: string }, A>): A => {
  if (isLeft(answer)) throw new Error(answer.left.message)
  return answer.right
}

export const register = (customer: string, creditCode?: string): CommandInput => ({
  type: 'RegisterCustomer',
  customer,
  region: 'east',
  profile: { name: customer, ...present({ creditCode }) },
  occurredOn: '2026-01-06',
})

export const buy = (customer: string, purchase: string, netAmount = 1_000): CommandInput => ({
  type: 'RecordPurchase',
  customer,
  purchase,
  netAmount,
  occurredOn: '2026-02-03',
})
