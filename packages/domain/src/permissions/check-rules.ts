import type { Policy } from '../policy/policy.ts'
import { permissions } from './table.ts'

/**
 * What is wrong with a policy's own permissions: rules for commands that do not exist, that nobody may follow, or twice for one
 * command. It stands here and not with the policy, which the table of commands is built on.
 */
export const permissionProblems = ({ permissions: { commands } }: Policy): ReadonlyArray<string> =>
  commands.flatMap(({ command, roles }, i) => [
    ...(Object.hasOwn(permissions, command) ? [] : [`permissions: there is no command ${command}`]),
    ...(roles.length === 0 ? [`permissions: nobody may give ${command}`] : []),
    ...(commands.findIndex((other) => other.command === command) < i
      ? [`permissions: ${command} has two rules`]
      : []),
  ])
