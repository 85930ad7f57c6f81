import { make } from '../testing/leaves.ts'
import { specification } from '../testing/specification.ts'
import { governedBy } from '../testing/world.ts'
import { UserId } from '../vocabulary/code.ts'
import { type CommandInputOf, commandCodec } from '../vocabulary/messages.ts'
import { customerCommands, internalCommands } from './commands.ts'
import { customer } from './customer.ts'
import { customerEvents } from './events.ts'

const anyCommands = { ...customerCommands, ...internalCommands }
/** Also what only Kehu itself says: examples must get there as well. */
const AnyCommand = commandCodec('AnyCustomerCommand', anyCommands)
type AnyCommandInput = CommandInputOf<typeof anyCommands>

export const { given, having } = specification(customer, {
  command: AnyCommand,
  events: customerEvents,
})

/** Something about customer C1. */
export const on = <const T extends AnyCommandInput['type'], const F>(
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

/** Regions with one manager and one seller; `tester` manages nothing there. */
export const managedBy = (manager: string) => ({
  actor: make(UserId, 'anna'),
  regions: governedBy(
    new Map([
      [make(UserId, manager), ['manager'] as const],
      [make(UserId, 'anna'), ['sales'] as const],
    ]),
  ),
})
