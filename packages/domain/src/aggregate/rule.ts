import type { Either } from 'fp-ts/lib/Either.js'
import { present } from '../vocabulary/present.ts'
import type { Roles } from '../vocabulary/role.ts'
import type { Context, RegionToday } from './context.ts'
import type { Touched } from './touched.ts'

/** Everything that is to be said of one command: when it may be given, by whom, what it touches, and what it leads to. */
export type Rule<C, S, E, R> = {
  /** The stages in which it may be given. */
  readonly when: ReadonlyArray<string>
  /** Who may give it, unless the policy in force says otherwise. */
  readonly by: Roles
  // Methods, for a rule speaks of the states of its own stages. `decide` sees no other; what is touched is asked before the turn
  // is, of any state, and is then what is there: `touching` leaves out the rest.
  touches(command: C, state: S): Touched
  decide(command: C, state: S, context: Context): Either<R, ReadonlyArray<E>>
  /** Whether a region has given its word already, so that the actor needs no role there. */
  agreed?(command: C, state: S, region: RegionToday): boolean
}

/** The rules of a table of commands, one for each; a command without a rule does not compile. */
export type RulesOf<CD extends { readonly [type: string]: { readonly _A: unknown } }, S, E, R> = {
  readonly [K in keyof CD & string]: Rule<CD[K]['_A'], S, E, R>
}

/** The states that can be in one of these stages. */
export type InStage<S, Stage> = S extends { readonly stage: infer X }
  ? Extract<X, Stage> extends never
    ? never
    : S
  : S

/** A maker of rules for one kind of aggregate: a rule sees its state as it is in its own stages. */
export const rulesFor =
  <S, E, R, Stage extends string>() =>
  <C, const T extends Stage>(
    when: ReadonlyArray<T>,
    by: Roles,
    touches: (command: NoInfer<C>, state: InStage<S, T>) => Touched,
    decide: (command: C, state: InStage<S, T>, context: Context) => Either<R, ReadonlyArray<E>>,
    agreed?: (command: NoInfer<C>, state: InStage<S, T>, region: RegionToday) => boolean,
  ): Rule<C, InStage<S, T>, E, R> => ({
    when,
    by,
    touches,
    decide,
    ...present({ agreed }),
  })

/** One of an aggregate's commands, by its name. */
export type Named<C extends { readonly type: string }, Type extends C['type']> = Extract<
  C,
  { readonly type: Type }
>
