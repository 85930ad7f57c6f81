import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { expect } from 'vitest'
import type { Decider } from '../aggregate/aggregate.ts'
import type { Context } from '../aggregate/context.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import { decode } from '../vocabulary/decode.ts'
import type { EventDefinitions, EventOf } from '../vocabulary/messages.ts'
import { isEventOf } from './arbitrary-of.ts'
import { contextOn } from './world.ts'

/** An event as a test may write it: strings and numbers in place of checked values. */
export type EventInputOf<D extends EventDefinitions> = {
  readonly [K in keyof D & string]: {
    readonly type: K
    readonly occurredOn: string
    readonly data: t.OutputOf<D[K]['data']>
  }
}[keyof D & string]

type Dated = { readonly occurredOn: CalendarDate }

type When<E> = {
  /** Exactly these events come out. */
  readonly then: (...events: ReadonlyArray<E>) => void
  /** So many events come out, and each has at least these facts. */
  readonly thenMatching: (...events: ReadonlyArray<object>) => void
  /** It is refused with this fact and at least these details. */
  readonly thenRejected: (tag: string, details?: object) => void
}

/** Where something stands, and what may be tried on it. */
export type Example<CI, S, E> = {
  readonly state: S
  readonly when: (input: CI, context?: Partial<Context>) => When<E>
  /** What somebody else said, or was said on another day; it may not be refused. */
  readonly and: (input: CI, context: Partial<Context>) => Example<CI, S, E>
}

/**
 * Given what happened, when somebody wants something, then this happens: examples of a decider in three lines.
 * Events and commands are written plainly and checked by their codecs. The command is given on its own business date, in
 * the regions `East` and `West` under the default policy, by `tester`, unless the example says otherwise.
 *
 * @example
 * const { given } = specification(region, { command: RegionCommand, events: regionEvents })
 * given().when({ type: 'SetTarget', … }).thenRejected('RegionNotOpen')
 */
export const specification = <
  C extends Dated,
  CI,
  S,
  D extends EventDefinitions,
  R extends { readonly _tag: string },
>(
  decider: Decider<C, S, EventOf<D>, R>,
  codecs: { readonly command: t.Type<C, CI>; readonly events: D },
) => {
  type Input = EventInputOf<D>
  const inContext = (command: C, context: Partial<Context>): Context => ({
    ...contextOn(command.occurredOn),
    ...context,
  })
  const onward = (state: S, input: CI, context: Partial<Context> = {}): S => {
    const command = rightOf(decode(codecs.command)(input))
    const decision = decider.decide(inContext(command, context))(command, state)
    return eventsOf(decision).reduce(decider.evolve, state)
  }
  const from = (state: S): Example<CI, S, Input> => ({
    state,
    and: (input, context) => from(onward(state, input, context)),
    when: (input, context = {}) => {
      const command = rightOf(decode(codecs.command)(input))
      const decision = decider.decide(inContext(command, context))(command, state)
      return {
        // biome-ignore lint/suspicious/noThenProperty: given, when, then is how an example is read; nobody awaits one.
        then: (...events) => expect(eventsOf(decision)).toEqual(events),
        thenMatching: (...events) => expect(eventsOf(decision)).toMatchObject(events),
        thenRejected: (tag, details = {}) => {
          expect(isLeft(decision) ? decision.left : decision.right).toMatchObject({ _tag: tag, ...details })
          expect(isLeft(decision) && Reflect.get(decision.left, 'message')).toMatch(/\S/)
        },
      }
    },
  })
  return {
    /** What happened, as events. */
    given: (...history: ReadonlyArray<Input>) =>
      from(history.map(eventFrom(codecs.events)).reduce(decider.evolve, decider.initial)),
    /** What happened, as the commands that made it happen; none of them may be refused. */
    having: (...commands: ReadonlyArray<CI>) =>
      from(commands.reduce<S>((state, input) => onward(state, input), decider.initial)),
  }
}

/** Checks a plainly written event with its codec. */
export const eventFrom =
  <D extends EventDefinitions>(definitions: D) =>
  ({ type, occurredOn, data }: EventInputOf<D>): EventOf<D> => {
    const definition = definitions[type]
    if (definition === undefined) throw new Error(`There is no event ${type}.`)
    const event = { type, occurredOn, data: rightOf(decode<unknown, unknown>(definition.data)(data)) }
    if (!isEventOf(definitions)(event)) throw new Error(`This is no event ${type}.`)
    return event
  }

const rightOf = <A>(decoded: Either<{ readonly message: string }, A>): A => {
  if (isLeft(decoded)) throw new Error(`The example is not well formed: ${decoded.left.message}`)
  return decoded.right
}

const eventsOf = <E>(decision: Either<{ readonly _tag: string }, ReadonlyArray<E>>): ReadonlyArray<E> => {
  if (isLeft(decision)) throw new Error(`Refused: ${JSON.stringify(decision.left)}`)
  return decision.right
}
