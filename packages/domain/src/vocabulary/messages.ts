import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { CalendarDate } from './calendar-date.ts'
import { fields } from './fields.ts'

/** Lifts the data of one version of an event type to the next. It sees plain JSON, before any codec. */
export type Upcast = (data: unknown) => unknown

/**
 * One event type: the codec of its data, the schema version this is, and how data of every earlier version are lifted to the
 * next: `upcasts[0]` reads version 1. Names are storage format: add, never rename.
 */
export type EventDefinition = {
  readonly version: number
  readonly data: t.Mixed
  readonly upcasts: ReadonlyArray<Upcast>
}
export type EventDefinitions = { readonly [type: string]: EventDefinition }

/** An event type that was never stored in another shape. */
export const firstVersion = <C extends t.Mixed>(data: C) =>
  ({ version: 1, data, upcasts: [] }) as const satisfies EventDefinition

/** An event type that was stored in other shapes before: one step from each of them, so that the chain cannot have a gap. */
export const laterVersion = <C extends t.Mixed, U extends readonly [Upcast, ...Upcast[]]>(
  data: C,
  ...upcasts: U
) => ({ version: upcasts.length + 1, data, upcasts }) as const satisfies EventDefinition

/** The union of events that a table of definitions describes. */
export type EventOf<D extends EventDefinitions> = {
  readonly [K in keyof D & string]: {
    readonly type: K
    /** The business date on which it was true. */
    readonly occurredOn: CalendarDate
    readonly data: t.TypeOf<D[K]['data']>
  }
}[keyof D & string]

type CommandDefinitions = { readonly [type: string]: t.Mixed }

/** The union of commands that a table of codecs describes. */
export type CommandOf<D extends CommandDefinitions> = {
  readonly [K in keyof D & string]: t.TypeOf<D[K]>
}[keyof D & string]

/** The same as a caller may write it: strings and numbers in place of checked values. */
export type CommandInputOf<D extends CommandDefinitions> = {
  readonly [K in keyof D & string]: t.OutputOf<D[K]>
}[keyof D & string]

/** A command's codec: its `type`, the business date `occurredOn`, and its own fields. */
export const command = <K extends string, R extends t.Props, O extends t.Props = Record<never, never>>(
  type: K,
  required: R,
  optional?: O,
) =>
  fields<{ type: t.LiteralC<K>; occurredOn: typeof CalendarDate } & R, O>(
    type,
    { type: t.literal(type), occurredOn: CalendarDate, ...required },
    optional,
  )

/** One codec for a whole table of commands: the `type` chooses, so that errors speak of the command meant. */
export const commandCodec = <D extends CommandDefinitions>(
  name: string,
  definitions: D,
): t.Type<CommandOf<D>, CommandInputOf<D>> => {
  type Command = CommandOf<D>
  const definitionOf = (u: unknown): t.Mixed | undefined => {
    const type: unknown = typeof u === 'object' && u !== null ? Reflect.get(u, 'type') : undefined
    return typeof type === 'string' && Object.hasOwn(definitions, type) ? definitions[type] : undefined
  }
  return new t.Type<Command, CommandInputOf<D>>(
    name,
    (u): u is Command => definitionOf(u)?.is(u) ?? false,
    (u, context) => {
      const definition = definitionOf(u)
      if (definition === undefined) {
        return t.failure(
          u,
          context,
          `no such command; "type" must be one of ${Object.keys(definitions).join(', ')}`,
        )
      }
      const decoded: Either<t.Errors, Command> = definition.validate(u, context)
      return isLeft(decoded) ? t.failures(decoded.left) : t.success(decoded.right)
    },
    (c) => definitionOf(c)?.encode(c) ?? c,
  )
}

/** Guard for the `type` of exactly the messages of a table, whatever its size: `{ type: P.when(typeIn(table)) }`. */
export const typeIn =
  <D extends object>(table: D) =>
  (type: unknown): type is keyof D & string =>
    typeof type === 'string' && Object.hasOwn(table, type)
