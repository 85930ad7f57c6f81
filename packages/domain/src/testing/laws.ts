import fc from 'fast-check'
import { type Either, isRight } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { describe, expect, test } from 'vitest'
import type { Context } from '../aggregate/context.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import { UserId } from '../vocabulary/code.ts'
import type { EventDefinitions, EventOf } from '../vocabulary/messages.ts'
import { arbitraryCommandOf, arbitraryEventOf } from './arbitrary-of.ts'
import { drawFrom, seed } from './chance.ts'
import {
  eventsOf,
  type HistoryOptions,
  historyOf,
  meanwhileIn,
  nonsense,
  type Storyteller,
} from './history.ts'
import { make, standardLeaves } from './leaves.ts'
import { pooledLeaves } from './pools.ts'
import { contextOn, governedBy } from './world.ts'

/** What the laws of an aggregate need to know of it. */
export type Lawful<
  C extends { readonly type: string; readonly occurredOn: CalendarDate },
  S,
  D extends EventDefinitions,
  R,
> = {
  readonly story: Storyteller<C, S, EventOf<D>, R>
  readonly events: D
  readonly fold: (state: S, events: ReadonlyArray<EventOf<D>>) => S
  /** Every way to be refused, so that the compiler knows when one is added. */
  readonly rejections: Readonly<Record<string, true>>
  /** What is true of every state that was reached, each as a sentence. */
  readonly invariants: Readonly<Record<string, (state: S) => boolean>>
  /** How long histories are, where the usual length does not get far enough. */
  readonly history?: HistoryOptions
  /** Somebody who is nobody elsewhere, for rules about persons. */
  readonly actors?: ReadonlyArray<string>
}

/**
 * The laws of every aggregate, as tests: codecs round-trip and refuse what they do not know, every command is decided in
 * every state, what is accepted evolves to a state in which the invariants hold, every refusal names its fact, folding at once is
 * folding one by one, and each command was accepted and each rejection met at least once on the way.
 */
export const aggregateLaws = <
  C extends { readonly type: string; readonly occurredOn: CalendarDate },
  S,
  D extends EventDefinitions,
  R extends { readonly _tag: string; readonly message: string },
>(
  name: string,
  {
    story,
    events,
    fold,
    rejections,
    invariants,
    history: options = {},
    actors = ['tester'],
  }: Lawful<C, S, D, R>,
  tries = 1_000,
): void => {
  const { codec, commands, decider } = story

  describe(`laws of the ${name}`, () => {
    test('every command and every event survives being written down and read again', () => {
      fc.assert(
        fc.property(
          arbitraryCommandOf(codec, commands, standardLeaves),
          arbitraryEventOf(events),
          (command, event) => {
            expect(roundTrip(codec, command)).toEqual(command)
            expect(roundTrip(dataCodec(events, event.type), event.data)).toEqual(event.data)
          },
        ),
        { numRuns: tries },
      )
    })

    test('a field nobody knows is refused in every command and every event', () => {
      fc.assert(
        fc.property(
          arbitraryCommandOf(codec, commands, standardLeaves),
          arbitraryEventOf(events),
          fc.stringMatching(/^[a-z]{12}$/),
          fc.jsonValue(),
          (command, event, field, value) => {
            expect(codec.decode({ ...command, [field]: value })._tag).toBe('Left')
            expect(dataCodec(events, event.type).decode({ ...Object(event.data), [field]: value })._tag).toBe(
              'Left',
            )
          },
        ),
        { numRuns: tries },
      )
    })

    test('folding at once is folding one by one, of events that make sense and of any', () => {
      const any = fc.array(arbitraryEventOf(events, pooledLeaves), { maxLength: 12 })
      fc.assert(
        fc.property(historyOf(story, { lengthMax: 12 }), any, fc.nat(), (history, others, cut) => {
          const all = [...eventsOf(history), ...others]
          const at = cut % (all.length + 1)
          const one = all.reduce(decider.evolve, decider.initial)
          expect(fold(fold(decider.initial, all.slice(0, at)), all.slice(at))).toEqual(one)
        }),
        { numRuns: tries },
      )
    })

    test('every command is decided in every state, and every way to answer is met', () => {
      const accepted = new Map<string, number>()
      const refused = new Map<string, number>()
      let given = 0
      let ok = 0
      let tried = 0
      const holds = (state: S, after: string): void => {
        for (const [sentence, holdsIn] of Object.entries(invariants)) {
          if (!holdsIn(state)) throw new Error(`After ${after} it is not true that ${sentence}.`)
        }
      }
      const meet = (before: S, command: C, outcome: Either<R, ReadonlyArray<EventOf<D>>>): void => {
        if (isRight(outcome)) {
          count(accepted, command.type)
          for (const event of outcome.right) {
            if (!dataCodec(events, event.type).is(event.data)) throw new Error(`This is no ${event.type}.`)
          }
          holds(outcome.right.reduce(decider.evolve, before), command.type)
        } else {
          count(refused, outcome.left._tag)
          if (!/\S.*[.]$/.test(outcome.left.message)) throw new Error(`No sentence: ${outcome.left.message}`)
        }
      }
      const live = (): void =>
        fc.assert(
          fc.property(historyOf(story, options), seed, (history, start) => {
            const draw = drawFrom(start)
            for (const { before, command, outcome } of history) {
              given += 1
              if (isRight(outcome)) ok += 1
              meet(before, command, outcome)
            }
            for (const { before, command: told } of history) {
              tried += 1
              const command = nonsense(story)(draw, before, told.occurredOn)
              const context = meanwhileIn(story)(before, draw(contexts(told.occurredOn, actors)))
              meet(before, command, decider.decide(context)(command, before))
            }
          }),
          { numRuns: tries },
        )
      const allMet = (): boolean =>
        Object.keys(commands).every((type) => accepted.has(type)) &&
        Object.keys(rejections).every((tag) => refused.has(tag))
      live()
      // What is rare is lived through again rather than missed by chance; what cannot happen is missed all the same.
      for (let lived = tries; lived < enough && !(allMet() && tried >= 10 * tries); lived += tries) live()
      expect([...accepted.keys()].sort()).toEqual(Object.keys(commands).sort())
      expect([...refused.keys()].sort()).toEqual(Object.keys(rejections).sort())
      // A history that makes sense is mostly accepted, or it would not get anywhere.
      expect(ok / given).toBeGreaterThan(0.8)
      expect(tried).toBeGreaterThanOrEqual(10 * tries)
    })
  })
}

/** Histories after which what was never met cannot happen. */
const enough = 10_000

const count = (counts: Map<string, number>, kind: string): void => {
  counts.set(kind, (counts.get(kind) ?? 0) + 1)
}

const roundTrip = <A, O>(codec: t.Type<A, O>, value: A): unknown => {
  const decoded = codec.decode(JSON.parse(JSON.stringify(codec.encode(value))))
  return decoded._tag === 'Right'
    ? decoded.right
    : decoded.left.map(({ context }) => context.map(({ key }) => key))
}

const dataCodec = (events: EventDefinitions, type: string): t.Mixed => {
  const definition = events[type]
  if (definition === undefined) throw new Error(`There is no event ${type}.`)
  return definition.data
}

/** Days too early and too late, regions not open, other people, and regions where not everybody may do everything, or nobody. */
const contexts = (day: CalendarDate, actors: ReadonlyArray<string>): fc.Arbitrary<Context> =>
  fc
    .record({
      later: fc.constantFrom(0, 0, 0, 0, 30, 500, -40),
      actor: fc.constantFrom(...actors),
      open: fc.integer({ min: 0, max: 9 }),
      governed: fc.integer({ min: 0, max: 4 }),
      closed: fc.boolean(),
      operator: fc.boolean(),
      historical: fc.boolean(),
    })
    .map(({ later, actor, open, governed, closed, operator, historical }) => {
      const context = contextOn(addDays(day, later))
      return {
        ...context,
        historical,
        actor: make(UserId, actor),
        regions: open === 0 ? new Map() : governed === 0 ? governedBy() : context.regions,
        // In one of ten, so that regions open to all remain the rule.
        operator: governed === 1 && operator,
        governed: governed === 1 && closed,
      }
    })
