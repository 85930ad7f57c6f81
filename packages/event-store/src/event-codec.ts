import { type Either, flatten, getOrElse, isLeft, left, right, tryCatch } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { shown, shownBare } from './shown.ts'
import type { StoredEvent } from './stored-event.ts'
import { told } from './total.ts'
import {
  checkUpcasters,
  definitionsIn,
  type Upcaster,
  type UpcasterFault,
  upcast,
  upcasterFault,
  upcastersIn,
} from './upcaster.ts'

/** What a domain calls an event: its name, its business date and its data. */
export type DomainEvent = { readonly type: string; readonly occurredOn: string; readonly data: unknown }

/**
 * An event type's current schema version, the codec of its data in that version, and how data of every earlier version are
 * lifted to the next: `upcasts[0]` reads version 1.
 */
export type EventDefinition = {
  readonly version: number
  readonly data: t.Mixed
  readonly upcasts?: ReadonlyArray<(data: unknown) => unknown>
}
export type EventDefinitions = { readonly [type: string]: EventDefinition }

/** The union of events that a table of definitions describes. */
export type EventOf<D extends EventDefinitions, Day extends string> = {
  readonly [K in keyof D & string]: {
    readonly type: K
    readonly occurredOn: Day
    readonly data: t.TypeOf<D[K]['data']>
  }
}[keyof D & string]

/** How an event is written as text. */
export type EncodedEvent = {
  readonly type: string
  readonly version: number
  readonly data: string
  readonly occurredOn: string
}

/** A stored event this program cannot read: an unknown type, a newer version, or data its codec refuses. */
export type Undecodable = {
  readonly _tag: 'Undecodable'
  readonly id: string
  readonly stream: string
  readonly revision: number
  readonly type: string
  readonly message: string
}

/** An event that is not what its type says; a bug of the program that made it. */
export type Unencodable = { readonly _tag: 'Unencodable'; readonly type: string; readonly message: string }

/** Between a domain's events and what a store keeps. Every path that reads goes through `decode`, and so through the upcasters. */
export type EventCodec<E extends DomainEvent> = {
  readonly types: ReadonlyArray<string>
  readonly encode: (event: E) => Either<Unencodable, EncodedEvent>
  readonly decode: (stored: Readable) => Either<Undecodable, E>
}

/** What it takes to read an event, or to say which one could not be read. */
export type Readable = EncodedEvent & Pick<StoredEvent, 'id' | 'stream' | 'revision'>

/**
 * A codec for a table of event types. Data of older versions are lifted by upcasters, one version at a time.
 *
 * @param definitions every event type with its current version and codec
 * @param day codec of the business date
 * @param more upcasters that the definitions do not carry themselves: for each type of version n, one from each version 1 … n-1
 * @rejects UpcasterFault a gap, a duplicate, a step beyond the current version, or a type that does not exist
 */
export const eventCodec = <D extends EventDefinitions, Day extends string>(
  definitions: D,
  day: t.Type<Day, string>,
  more: ReadonlyArray<Upcaster> = [],
): Either<UpcasterFault, EventCodec<EventOf<D, Day>>> =>
  flatten(tryCatch(() => codecOf(definitions, day, more), upcasterFault))

const codecOf = <D extends EventDefinitions, Day extends string>(
  definitions: D,
  day: t.Type<Day, string>,
  more: ReadonlyArray<Upcaster>,
): Either<UpcasterFault, EventCodec<EventOf<D, Day>>> => {
  type E = EventOf<D, Day>
  const upcasters = [...upcastersOf(definitionsIn(definitions)), ...upcastersIn(more)]
  const checked = checkUpcasters(definitions, upcasters)
  if (isLeft(checked)) return checked
  const definitionOf = (type: string): EventDefinition | undefined =>
    typeof type === 'string' && Object.hasOwn(definitions, type) ? definitions[type] : undefined

  // Its data have just been decoded by the codec of its type; what is left to ask is whether the table has that type.
  const isKnown = (event: DomainEvent): event is E => definitionOf(event.type) !== undefined

  const encode = (event: E): Either<Unencodable, EncodedEvent> => {
    const definition = definitionOf(event.type)
    if (definition === undefined || !definition.data.is(event.data)) {
      return left({
        _tag: 'Unencodable',
        type: event.type,
        message: `This is no ${shownBare(event.type)} event: its data are not what its codec asks for.`,
      })
    }
    const data = JSON.stringify(definition.data.encode(event.data))
    return right({
      type: event.type,
      version: definition.version,
      data,
      occurredOn: day.encode(event.occurredOn),
    })
  }

  const decode = (stored: Readable): Either<Undecodable, E> => {
    const definition = definitionOf(stored.type)
    if (definition === undefined)
      return undecodable(stored, `this program knows no event of type ${shownBare(stored.type)}`)
    if (!Number.isSafeInteger(stored.version) || stored.version < 1)
      return undecodable(stored, `${shown(stored.version)} is no schema version`)
    if (stored.version > definition.version) {
      return undecodable(
        stored,
        `it was written by a newer program (${stored.type} version ${stored.version}, known up to ${definition.version})`,
      )
    }
    const parsed: Either<null, unknown> =
      typeof stored.data === 'string' ? parseJson(stored.data) : left(null)
    if (isLeft(parsed)) return undecodable(stored, 'its data are not JSON')
    const date = day.decode(stored.occurredOn)
    if (isLeft(date)) return undecodable(stored, `its business date is ${shown(stored.occurredOn)}`)
    const lifted = tryCatch(
      () => upcast(upcasters, stored.type, stored.version, parsed.right),
      (thrown) => told(thrown).why,
    )
    if (isLeft(lifted))
      return undecodable(stored, `its data of version ${stored.version} cannot be lifted (${lifted.left})`)
    const data = definition.data.decode(lifted.right)
    if (isLeft(data)) {
      const where = data.left
        .slice(0, problemsMax)
        .map(({ context }) =>
          context
            .slice(1)
            .map(({ key }) => key)
            .join('.'),
        )
        .join(', ')
      return undecodable(stored, `its data are not a ${stored.type}${where === '' ? '' : ` (${where})`}`)
    }
    const event: DomainEvent = { type: stored.type, occurredOn: date.right, data: data.right }
    return isKnown(event)
      ? right(event)
      : undecodable(stored, `this program knows no event of type ${stored.type}`)
  }

  return right({
    types: Object.keys(definitions),
    // Whatever a codec, a value or a text does: an event that cannot be read or written is a value.
    encode: (event) =>
      getOrElse((thrown: unknown): Either<Unencodable, EncodedEvent> => unencodable(event, thrown))(
        tryCatch(
          () => encode(event),
          (thrown) => thrown,
        ),
      ),
    decode: (stored) =>
      getOrElse((thrown: unknown): Either<Undecodable, E> => unreadable(stored, thrown))(
        tryCatch(
          () => decode(stored),
          (thrown) => thrown,
        ),
      ),
  })
}

const upcastersOf = (definitions: EventDefinitions): ReadonlyArray<Upcaster> =>
  Object.entries(definitions).flatMap(([type, { upcasts = [] }]) =>
    upcasts.map((up, i) => ({ type, from: i + 1, up })),
  )

const problemsMax = 20

const unencodable = (event: unknown, thrown: unknown): Either<Unencodable, never> =>
  left({
    _tag: 'Unencodable',
    type: textAt(event, 'type'),
    message: `This is no event that can be written: ${told(thrown).why}.`,
  })

const unreadable = (stored: unknown, thrown: unknown): Either<Undecodable, never> =>
  left({
    _tag: 'Undecodable',
    id: textAt(stored, 'id'),
    stream: textAt(stored, 'stream'),
    revision: -1,
    type: textAt(stored, 'type'),
    message: `This is no stored event that can be read: ${told(thrown).why}.`,
  })

/** As far as it has one that can be read. */
const textAt = (value: unknown, key: string): string =>
  getOrElse(() => '')(
    tryCatch(
      () => {
        const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : ''
        return typeof text === 'string' ? text : ''
      },
      () => null,
    ),
  )

const parseJson = (text: string): Either<null, unknown> =>
  tryCatch(
    () => JSON.parse(text),
    () => null,
  )

const undecodable = ({ id, stream, revision, type }: Readable, why: string): Either<Undecodable, never> =>
  left({
    _tag: 'Undecodable',
    id,
    stream,
    revision,
    type,
    message: `Event ${shownBare(id)} (${shownBare(stream)}@${shown(revision)}) cannot be read: ${why}.`,
  })
