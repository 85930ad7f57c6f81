import { make } from '../testing/leaves.ts'
import { specification } from '../testing/specification.ts'
import { UserId } from '../vocabulary/code.ts'
import { CustomerCommand, type CustomerCommandInput } from './commands.ts'
import { customer } from './customer.ts'
import { customerEvents } from './events.ts'

export const { given, having } = specification(customer, {
  command: CustomerCommand,
  events: customerEvents,
})

/** Something about customer C1. */
export const on = <const T extends CustomerCommandInput['type'], const F>(
  occurredOn: string,
  type: T,
  facts: F,
) => ({ type, occurredOn, customer: 'C1', ...facts })

/** An event about customer C1. */
export const event = <const T extends string, const F extends object>(
  occurredOn: string,
  type: T,
  facts: F,
) => ({ type, occurredOn, data: { customer: 'C1', ...facts } })

export const registered = on('2026-03-02', 'RegisterCustomer', {
  region: 'East',
  profile: { name: 'Hua', address: '1 Bund' },
  owner: 'anna',
})
export const words = (value: string) => ({ subject: 'p-1', value })

export const li = on('2026-03-02', 'AddPerson', {
  person: 'li',
  name: words('Ms Li'),
  roles: ['decisionMaker', 'user'],
})
export const visit = on('2026-03-03', 'RecordContact', {
  contact: 'v1',
  kind: 'visit',
  depth: 'routine',
  participants: [words('Ms Li')],
  topics: ['product'],
})

/** A region with one manager; `tester` manages nothing there. */
export const managedBy = (manager: string) => ({
  actor: make(UserId, 'anna'),
  members: new Map([
    [make(UserId, manager), ['manager'] as const],
    [make(UserId, 'anna'), ['sales'] as const],
  ]),
})
