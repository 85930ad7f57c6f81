import fc from 'fast-check'
import { type Either, isRight } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { complaint } from '../complaint/complaint.ts'
import { customer } from '../customer/customer.ts'
import { opportunity } from '../opportunity/opportunity.ts'
import { region } from '../region/region.ts'
import { regionSales } from '../region/region-sales.ts'
import { arbitraryOf } from '../testing/arbitrary-of.ts'
import { drawFrom, seed } from '../testing/chance.ts'
import { complaintStories } from '../testing/complaint-history.ts'
import { customerStories } from '../testing/customer-history.ts'
import { historyOf, nonsense, type Storyteller } from '../testing/history.ts'
import type { Leaves } from '../testing/leaves.ts'
import { opportunityStories } from '../testing/opportunity-history.ts'
import { regionStories } from '../testing/region-history.ts'
import { regionSalesStories } from '../testing/region-sales-history.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Charge, Context } from './context.ts'
import type { Touched } from './touched.ts'

// What holds for every command of every aggregate is asked of all of them in the same way.

/** A command before an aggregate that stands where it stands: all that is asked of it. */
export type Moment = {
  readonly command: { readonly type: string; readonly occurredOn: CalendarDate }
  readonly touched: Touched
  readonly own: Charge | null
  readonly decide: (context: Context) => Either<{ readonly _tag: string }, ReadonlyArray<unknown>>
}

export type Kind = {
  readonly category: string
  /** Also the commands that Kehu alone gives. */
  readonly commands: ReadonlyArray<string>
  /** Any command of this type, made of these leaves, at some moment of a story. */
  readonly anyOf: (type: string, leaves: Leaves) => fc.Arbitrary<Moment>
  /** What is given from moment to moment of a story: what makes sense then, or what makes none. */
  readonly lived: fc.Arbitrary<ReadonlyArray<Moment>>
}

type Asked<C, S> = {
  readonly category: string
  readonly touches: (command: C, state: S) => Touched
  readonly chargeOf: (state: S, today: CalendarDate) => Charge | null
}

const kind = <C extends Moment['command'], S, E, R extends { readonly _tag: string }>(
  { category, touches, chargeOf }: Asked<C, S>,
  story: Storyteller<C, S, E, R>,
): Kind => {
  const momentOf = (command: C, state: S): Moment => ({
    command,
    touched: touches(command, state),
    own: chargeOf(state, command.occurredOn),
    decide: (context) => story.decider.decide(context)(command, state),
  })
  const history = historyOf(story, { lengthMin: 1, lengthMax: 20 })
  const lastOf = (
    told: ReadonlyArray<{ readonly before: S; readonly outcome: Either<R, ReadonlyArray<E>> }>,
  ): S => {
    const last = told.at(-1)
    if (last === undefined) return story.decider.initial
    return isRight(last.outcome) ? last.outcome.right.reduce(story.decider.evolve, last.before) : last.before
  }
  return {
    category,
    commands: Object.keys(story.commands),
    anyOf: (type, leaves) => {
      const codec = story.commands[type]
      if (codec === undefined) throw new Error(`There is no ${type} in ${category}.`)
      const any: t.Type<unknown> = codec
      return fc.tuple(arbitraryOf(any, leaves), history).map(([command, told]) => {
        if (!story.codec.is(command)) throw new Error(`This is no ${type}.`)
        return momentOf(command, lastOf(told))
      })
    },
    lived: fc.tuple(history, seed).map(([told, start]) => {
      const draw = drawFrom(start)
      return told.map(({ before, command, context }) =>
        momentOf(draw(fc.boolean()) ? command : nonsense(story)(draw, before, context.today), before),
      )
    }),
  }
}

export const everyKind: ReadonlyArray<Kind> = [
  kind(customer, customerStories()),
  kind(complaint, complaintStories()),
  kind(opportunity, opportunityStories()),
  kind(region, regionStories()),
  kind(regionSales, regionSalesStories()),
]
