import fc from 'fast-check'
import * as t from 'io-ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Fields } from '../vocabulary/fields.ts'
import type { EventDefinitions, EventOf } from '../vocabulary/messages.ts'
import { calendarDate, type Leaves, standardLeaves } from './leaves.ts'

/**
 * Any value of a codec, derived from the codec itself: a new field or a new event is covered the day it is written.
 *
 * @param leaves what codecs without parts are made of; give your own to make ids collide or dates narrow
 * @example
 * arbitraryOf(customerCommands.RegisterCustomer)
 */
export const arbitraryOf = <A, O>(codec: t.Type<A, O>, leaves: Leaves = standardLeaves): fc.Arbitrary<A> =>
  derived(codec, leaves).map((value) => {
    if (!codec.is(value)) throw new Error(`What was made for ${codec.name} is none: ${JSON.stringify(value)}`)
    return value
  })

/** Any event of a table of definitions. */
export const arbitraryEventOf = <D extends EventDefinitions>(
  definitions: D,
  leaves: Leaves = standardLeaves,
): fc.Arbitrary<EventOf<D>> => {
  const isEvent = isEventOf(definitions)
  const events = Object.entries(definitions).map(([type, { data }]) =>
    fc.record({ type: fc.constant(type), occurredOn: dateFrom(leaves), data: derived(data, leaves) }, plain),
  )
  return fc.oneof(...events).map((event) => {
    if (!isEvent(event)) throw new Error(`What was made is no event: ${JSON.stringify(event)}`)
    return event
  })
}

/** Any command of a table of codecs, all kinds equally often. */
export const arbitraryCommandOf = <A, O>(
  codec: t.Type<A, O>,
  definitions: Readonly<Record<string, t.Mixed>>,
  leaves: Leaves = standardLeaves,
): fc.Arbitrary<A> =>
  fc.oneof(...Object.values(definitions).map((definition) => derived(definition, leaves))).map((command) => {
    if (!codec.is(command)) throw new Error(`What was made is no ${codec.name}: ${JSON.stringify(command)}`)
    return command
  })

/** Whether a value is an event of a table of definitions. */
export const isEventOf =
  <D extends EventDefinitions>(definitions: D) =>
  (u: { readonly type: string; readonly data: unknown }): u is EventOf<D> =>
    Object.hasOwn(definitions, u.type) && (definitions[u.type]?.data.is(u.data) ?? false)

const plain = { noNullPrototype: true } as const

const dateFrom = (leaves: Leaves): fc.Arbitrary<CalendarDate> => leaves.date ?? calendarDate()

const derived = (codec: t.Mixed, leaves: Leaves): fc.Arbitrary<unknown> => {
  const known = leaves.made.get(codec)
  if (known !== undefined) return known
  const made = derive(codec, leaves)
  leaves.made.set(codec, made)
  return made
}

const derive = (codec: t.Mixed, leaves: Leaves): fc.Arbitrary<unknown> => {
  const of = (part: t.Mixed): fc.Arbitrary<unknown> => derived(part, leaves)
  const record = (props: t.Props, requiredKeys: ReadonlyArray<string>): fc.Arbitrary<unknown> =>
    fc.record(Object.fromEntries(Object.entries(props).map(([key, part]) => [key, of(part)])), {
      ...plain,
      requiredKeys: [...requiredKeys],
    })
  if (isFields(codec)) return record({ ...codec.required, ...codec.optional }, Object.keys(codec.required))
  if (codec instanceof t.InterfaceType) return record(codec.props, Object.keys(codec.props))
  if (codec instanceof t.UnionType) return fc.oneof(...codec.types.map(of))
  if (codec instanceof t.KeyofType) return fc.constantFrom(...Object.keys(codec.keys))
  if (codec instanceof t.LiteralType) return fc.constant(codec.value)
  if (codec instanceof t.ReadonlyArrayType) return fc.array(of(codec.type), { maxLength: 4 })
  if (codec instanceof t.ReadonlyType) return of(codec.type)
  if (codec instanceof t.BooleanType) return fc.boolean()
  if (codec instanceof t.StringType) return fc.string()
  if (codec instanceof t.NullType) return fc.constant(null)
  throw new Error(`No arbitrary is known for ${codec.name}: add it to the leaves.`)
}

const isFields = (codec: t.Mixed): codec is Fields<t.Props, t.Props> =>
  'required' in codec && 'optional' in codec
