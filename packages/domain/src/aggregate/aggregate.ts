import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import {
  type CommandInputOf,
  type CommandOf,
  commandCodec,
  type EventDefinitions,
  type EventOf,
} from '../vocabulary/messages.ts'
import { type BusinessDateRejection, checkBusinessDate } from './business-date.ts'
import type { Charge, Context } from './context.ts'
import { checkPermission, type NotPermitted } from './permission.ts'
import type { Rule, RulesOf } from './rule.ts'
import type { Touched } from './touched.ts'

/** A pure decider: where it begins, how it decides, how it remembers. `evolve` is total: it accepts every event ever stored. */
export type Decider<Command, State, Event, Rejection> = {
  readonly initial: State
  readonly decide: (
    context: Context,
  ) => (command: Command, state: State) => Either<Rejection, ReadonlyArray<Event>>
  readonly evolve: (state: State, event: Event) => State
}

type CommandTable = { readonly [type: string]: t.Mixed }
type Told = { readonly type: string; readonly occurredOn: CalendarDate }

/** What is said once of a kind of thing that decides and remembers; everything else about it follows. */
type Description<CD extends CommandTable, ID extends CommandTable, ED extends EventDefinitions, S, R> = {
  /** Of its streams: `category-id`. */
  readonly category: string
  /** What may be sent to it. */
  readonly commands: CD
  /** What only Kehu itself tells it, as a part of something else. */
  readonly internal?: ID
  readonly events: ED
  readonly initial: S
  /** Many events further; may copy once for all of them. */
  readonly fold: (state: S, events: ReadonlyArray<EventOf<ED>>) => S
  /** Raise it when the same events fold to another state than before: a state kept from before is then not read. */
  readonly stateVersion: number
  /** Which of them a command is for. */
  readonly idOf: (command: CommandOf<CD> | CommandOf<ID>) => string
  /** Where it stands: what the rules' `when` speaks of. */
  readonly stageOf: (state: S) => string
  /** In whose hands it is on a day; null while there is nothing to hold. */
  readonly chargeOf: (state: S, today: CalendarDate) => Charge | null
  readonly rules: RulesOf<CD, S, EventOf<ED>, R> & RulesOf<ID, S, EventOf<ED>, R>
  /** What stands in the way of a command whose turn it is not. */
  readonly outOfTurn: (command: CommandOf<CD> | CommandOf<ID>, state: S) => Either<R, never>
  /** What holds for every command, whoever gives it. */
  readonly fits?: (command: CommandOf<CD> | CommandOf<ID>, state: S, context: Context) => Either<R, unknown>
}

export type Aggregate<
  CD extends CommandTable,
  ID extends CommandTable,
  ED extends EventDefinitions,
  S,
  R,
> = Decider<CommandOf<CD> | CommandOf<ID>, S, EventOf<ED>, R> &
  Description<CD, ID, ED, S, R> & {
    /** Of what may be sent to it. */
    readonly command: t.Type<CommandOf<CD>, CommandInputOf<CD>>
    readonly touches: (command: CommandOf<CD> | CommandOf<ID>, state: S) => Touched
  }

/**
 * Makes an aggregate of its description. A command is decided in this order: whether the actor may, whether the day can be,
 * whether it is its turn, whether it fits, and only then what it leads to.
 */
export const aggregate = <
  const CD extends CommandTable,
  const ED extends EventDefinitions,
  S,
  R extends { readonly _tag: string },
  const ID extends CommandTable = Record<never, never>,
>(
  description: Description<CD, ID, ED, S, R | NotPermitted | BusinessDateRejection>,
): Aggregate<CD, ID, ED, S, R | NotPermitted | BusinessDateRejection> => {
  type Command = CommandOf<CD> | CommandOf<ID>
  type Rejection = R | NotPermitted | BusinessDateRejection
  const { category, commands, fold, stageOf, chargeOf, outOfTurn, fits } = description
  const rules: Readonly<Record<string, Rule<Command, S, EventOf<ED>, Rejection>>> = description.rules
  // Commands come out of the codec of this table: another one is a bug of whoever sends it.
  const told = (command: Command): Told => {
    if (isTold(command)) return command
    throw new Error(`This is no command of a ${category}.`)
  }
  const ruleOf = (command: Command): Rule<Command, S, EventOf<ED>, Rejection> => {
    const rule = rules[told(command).type]
    if (rule === undefined) throw new Error(`There is no rule for ${told(command).type} in ${category}.`)
    return rule
  }
  const decide =
    (context: Context) =>
    (command: Command, state: S): Either<Rejection, ReadonlyArray<EventOf<ED>>> => {
      const rule = ruleOf(command)
      const own = chargeOf(state, context.today)
      const permitted = checkPermission(context, {
        command: told(command).type,
        by: rule.by,
        regions: rule.touches(command, state).regions,
        charges: own === null ? context.charges : [own, ...context.charges],
        agreed: (region) => rule.agreed?.(command, state, region) === true,
      })
      if (isLeft(permitted)) return permitted
      const dated = checkBusinessDate(context, told(command).occurredOn)
      if (isLeft(dated)) return dated
      if (!rule.when.includes(stageOf(state))) return outOfTurn(command, state)
      const fit = fits?.(command, state, context)
      if (fit !== undefined && isLeft(fit)) return fit
      return rule.decide(command, state, context)
    }
  return {
    ...description,
    command: commandCodec(category, commands),
    touches: (command, state) => ruleOf(command).touches(command, state),
    decide,
    evolve: (state, event) => fold(state, [event]),
  }
}

const isTold = (u: unknown): u is Told =>
  typeof u === 'object' && u !== null && 'type' in u && 'occurredOn' in u
