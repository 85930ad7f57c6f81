import type { Invalid } from '@kehu/domain'
import { present } from '@kehu/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { v5 as uuidV5 } from 'uuid'

/** A line of a file of commands: the command, and beside its fields how it is to be taken. */
export type CommandLine = {
  readonly command: object
  readonly commandId?: string
  readonly expectedRevision?: number | null
}

/**
 * Reads a line such as `{"type": "RecordContact", …, "commandId": "…", "expectedRevision": 3}`; the last two are optional.
 * @rejects Invalid no JSON object; whether it is a command is asked by Kehu
 */
export const commandLine = (text: string): Either<Invalid, CommandLine> => {
  const parsed = parse(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return invalid('is not a JSON object on one line, such as {"type": "RecordContact", …}')
  }
  const { commandId, expectedRevision, ...command }: { commandId?: unknown; expectedRevision?: unknown } =
    parsed
  if (commandId !== undefined && (typeof commandId !== 'string' || commandId === '')) {
    return invalid('commandId: must be a text, the same one for the same command')
  }
  if (expectedRevision !== undefined && expectedRevision !== null && !isRevision(expectedRevision)) {
    return invalid(
      'expectedRevision: must be a whole number from 0, or null for a stream that does not exist',
    )
  }
  return right({
    command,
    ...present({ commandId, expectedRevision }),
  })
}

const isRevision = (u: unknown): u is number => typeof u === 'number' && Number.isSafeInteger(u) && u >= 0

const parse = (text: string): unknown => {
  try {
    // A file saved with a byte order mark has it before its first line.
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}

const invalid = (message: string): Either<Invalid, never> =>
  left({ _tag: 'Invalid', problems: [message], message })

// Ids are storage: neither this namespace nor the form below may ever change, or recorded files would be recorded twice.
const namespace = '8a0f7c1e-3f1b-5d52-a3ad-4b0d0b7b5d1f'

/**
 * Ids for commands that bring none: derived from the name of their file, the command itself (in whatever order and spacing
 * it is written) and the how-manieth of its kind it is in the file. Recording a file again, or one that has grown, repeats
 * nothing; the same command twice in one file is two.
 */
export const createCommandIds = (source: string): ((command: object) => string) => {
  const alike = new Map<string, number>()
  return (command) => {
    const first = uuidV5(JSON.stringify([source, canonical(command)]), namespace)
    const nth = (alike.get(first) ?? 0) + 1
    alike.set(first, nth)
    return nth === 1 ? first : uuidV5(JSON.stringify([first, nth]), namespace)
  }
}

/** With the keys of every object in order. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, canonical(part)]),
  )
}
