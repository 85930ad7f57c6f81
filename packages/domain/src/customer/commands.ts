import { type CommandInputOf, type CommandOf, commandCodec } from '../vocabulary/messages.ts'
import { accountCommands, internalCommands } from './account/commands.ts'
import { careCommands } from './care/commands.ts'
import { informationCommands } from './information/commands.ts'
import { purchaseCommands } from './purchases/commands.ts'
import { relationshipCommands } from './relationship/commands.ts'

export const customerCommands = {
  ...accountCommands,
  ...careCommands,
  ...informationCommands,
  ...purchaseCommands,
  ...relationshipCommands,
} as const

export { internalCommands }

export const CustomerCommand = commandCodec('CustomerCommand', customerCommands)
export type CustomerCommand = CommandOf<typeof customerCommands>
export type CustomerCommandInput = CommandInputOf<typeof customerCommands>
/** Also what only Kehu itself says. */
export type AnyCustomerCommand = CustomerCommand | CommandOf<typeof internalCommands>
