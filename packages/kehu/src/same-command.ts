import { createHash } from 'node:crypto'
import { personalValues, withheld } from '@kehu/domain'
import canonicalize from 'canonicalize'
import type * as t from 'io-ts'
import type { Addressed, Addressee } from './commands.ts'
import type { Sender } from './deps.ts'
import { definitions, type KehuEvent } from './event-codec.ts'

// A command id that comes back is a retry when it says the same again, and a mistake when it says something else. What it said is
// kept as a digest without personal values, for what may have to be erased must not be found again by trying; those are compared
// with what the events of then hold.

type Commands = { readonly [type: string]: t.Mixed }

/** The sender with the digest of what the command says, where its id may come back. */
export const identified = (sender: Sender, addressed: Addressed): Sender => {
  if (!sender.commandIdGiven) return sender
  const said = addressed.send(({ commands }, command) => saying(commands, command))
  const commandDigest = createHash('sha256')
    .update(canonicalize([said, sender.historical]) ?? '')
    .digest('base64url')
  return { ...sender, metadata: { ...sender.metadata, commandDigest } }
}

const saying = (commands: Commands, command: Addressee): unknown => {
  const codec = commands[command.type]
  return codec === undefined ? command.type : withheld(codec, codec.encode(command))
}

/**
 * Whether the personal values of a command are those of the events stored under its id. Once all of them are sealed or erased
 * there is nothing left to compare.
 */
export const saysTheSame = (
  commands: Commands,
  command: Addressee,
  earlier: ReadonlyArray<KehuEvent>,
): boolean => {
  const codec = commands[command.type]
  const kept = earlier.flatMap(({ type, data }) => personalValues(definitions[type].data, data)).map(asText)
  const said = codec === undefined ? [] : personalValues(codec, command).map(asText)
  return kept.length === 0 || said.every((value) => kept.includes(value))
}

const asText = (value: unknown): string => JSON.stringify(value) ?? ''
