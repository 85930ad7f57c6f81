import { complaintCommands } from '../../complaint/commands.ts'
import { customerCommands } from '../../customer/commands.ts'
import { opportunityCommands } from '../../opportunity/commands.ts'
import type { Policy } from '../../policy/policy.ts'
import { regionCommands, regionSalesCommands } from '../commands.ts'

/**
 * What is wrong with a policy's own permissions: rules for commands that do not exist, that nobody may follow, or twice for one
 * command.
 */
export const permissionProblems = ({ permissions: { commands } }: Policy): ReadonlyArray<string> =>
  commands.flatMap(({ command, roles }, i) => [
    ...(isCommand(command) ? [] : [`permissions: there is no command ${command}`]),
    ...(roles.length === 0 ? [`permissions: nobody may give ${command}`] : []),
    ...(commands.findIndex((other) => other.command === command) < i
      ? [`permissions: ${command} has two rules`]
      : []),
  ])

const isCommand = (name: string): boolean =>
  [customerCommands, complaintCommands, opportunityCommands, regionCommands, regionSalesCommands].some(
    (commands) => Object.hasOwn(commands, name),
  )
