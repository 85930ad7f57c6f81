import { type CommandInputOf, type CommandOf, commandCodec } from '../vocabulary/messages.ts'
import { accountCommands } from './account/commands.ts'
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

export const CustomerCommand = commandCodec('CustomerCommand', customerCommands)
export type CustomerCommand = CommandOf<typeof customerCommands>
export type CustomerCommandInput = CommandInputOf<typeof customerCommands>
