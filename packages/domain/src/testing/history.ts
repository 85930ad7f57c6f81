import fc from 'fast-check'
import { type Either, isRight } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import type { Decider } from '../aggregate/aggregate.ts'
import type { Context } from '../aggregate/context.ts'
import { addDays, CalendarDate } from '../vocabulary/calendar-date.ts'
import { arbitraryCommandOf, arbitraryOf } from './arbitrary-of.ts'
import { type Draw, drawFrom, stepSeeds } from './chance.ts'
import { make } from './leaves.ts'
import { pooledLeaves } from './pools.ts'
import { contextOn } from './world.ts'

/** One command that was given, and what became of it. */
export type Told<C, S, E, R> = {
  readonly context: Context
  readonly before: S
  readonly command: C
  readonly outcome: Either<R, ReadonlyArray<E>>
}

type Typed = { readonly type: string }

/** How histories of an aggregate are made up. */
export type Storyteller<C extends Typed, S, E, R> = {
  readonly decider: Decider<C, S, E, R>
  readonly codec: t.Type<C, unknown>
  readonly commands: Readonly<Record<string, t.Mixed>>
  /** A command that makes sense in this state, on this day: accepted as a rule. Null when the story is over. */
  readonly next: (draw: Draw, state: S, today: CalendarDate) => C | null
  /** What else is so while it is told, such as what other regions have said. */
  readonly meanwhile?: (state: S, context: Context) => Context
  /** A command that is wrong on purpose, in ways chance hardly ever finds. */
  readonly mischief?: (draw: Draw, state: S, today: CalendarDate) => C
}

export type HistoryOptions = {
  readonly lengthMin?: number
  readonly lengthMax?: number
  readonly from?: CalendarDate
  /** Of a hundred commands so many make no sense. */
  readonly mischiefPercent?: number
}

/**
 * A history that could have happened: day after day somebody does what makes sense then, and now and then something
 * that does not. The state knows what makes sense, so that long histories are mostly accepted. It ends early where
 * nothing is left to do.
 */
export const historyOf = <C extends Typed, S, E, R>(
  story: Storyteller<C, S, E, R>,
  {
    lengthMin = 0,
    lengthMax = 40,
    from = make(CalendarDate, '2024-01-01'),
    mischiefPercent = 5,
  }: HistoryOptions = {},
): fc.Arbitrary<ReadonlyArray<Told<C, S, E, R>>> =>
  stepSeeds(lengthMin, lengthMax).map((seeds) => {
    const { decider, next } = story
    const told: Told<C, S, E, R>[] = []
    let state = decider.initial
    let today = from
    for (const draw of seeds.map(drawFrom)) {
      today = addDays(today, draw(daysLater))
      const context = meanwhileIn(story)(state, contextOn(today))
      const sensible = draw(percent) < mischiefPercent ? null : next(draw, state, today)
      const command = sensible ?? nonsense(story)(draw, state, today)
      const outcome = decider.decide(context)(command, state)
      told.push({ context, before: state, command, outcome })
      if (isRight(outcome)) state = outcome.right.reduce(decider.evolve, state)
      if (sensible === null && next(draw, state, today) === null) break
    }
    return told
  })

/** The moment of a story at which a command is given. */
export const meanwhileIn =
  <C extends Typed, S, E, R>({ meanwhile }: Storyteller<C, S, E, R>) =>
  (state: S, context: Context): Context =>
    meanwhile?.(state, context) ?? context

/** The events of a history, in order. */
export const eventsOf = <C, S, E, R>(history: ReadonlyArray<Told<C, S, E, R>>): ReadonlyArray<E> =>
  history.flatMap(({ outcome }) => (isRight(outcome) ? outcome.right : []))

/**
 * A command that makes no sense as a rule: any at all, or one that made sense before some of its facts were exchanged
 * for others. What is refused for a single wrong fact is hardly ever found otherwise.
 */
export const nonsense =
  <C extends Typed, S, E, R>({ codec, commands, next, mischief }: Storyteller<C, S, E, R>) =>
  (draw: Draw, state: S, today: CalendarDate): C => {
    const chance = draw(percent)
    const anything = (): C => draw(arbitraryCommandOf(codec, commands, pooledLeaves))
    if (chance < 20) return anything()
    if (chance < 50 && mischief !== undefined) return mischief(draw, state, today)
    const sensible = next(draw, state, today) ?? anything()
    const definition = commands[sensible.type]
    if (definition === undefined) return sensible
    const other: unknown = draw(arbitraryOf<unknown, unknown>(definition, pooledLeaves))
    const keys = Object.keys({ ...sensible, ...Object(other) })
    const exchanged = keys.map((key) => [
      key,
      Reflect.get(draw(percent) < 30 ? Object(other) : sensible, key),
    ])
    const twisted: unknown = Object.fromEntries(exchanged.filter(([, fact]) => fact !== undefined))
    return codec.is(twisted) ? twisted : sensible
  }

const daysLater = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 5 }) },
  { weight: 1, arbitrary: fc.integer({ min: 6, max: 40 }) },
)
const percent = fc.integer({ min: 0, max: 99 })
