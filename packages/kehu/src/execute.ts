import type { Context, RegionId, Touched } from '@kehu/domain'
import { present } from '@kehu/domain'
import { type Conflict, type Handled, streamName } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type Addressed, type Addressee, type Route, routes } from './commands.ts'
import { contextFor } from './context.ts'
import type { Deps, Sender } from './deps.ts'
import type { KehuError } from './errors.ts'
import type { KehuEvent } from './event-codec.ts'
import { claimCreditCode, creditCodeIn } from './identity.ts'
import { identified, saysTheSame } from './same-command.ts'

/** What a command led to. */
export type Executed = Handled<KehuEvent> & {
  /** The stream written to. */
  readonly stream: string
  /** Regions it touches in which nobody has been appointed: they are open to all, which somebody should be told. */
  readonly openToAll: ReadonlyArray<RegionId>
}

type Expected = { readonly expectedRevision?: number | null }

/** Sends a checked command to its aggregate: load, decide in its context, append. */
export const execute =
  (deps: Deps, sender: Sender, expected: Expected) =>
  (addressed: Addressed): TaskEither<KehuError, Executed> =>
    addressed.send(run(deps, identified(sender, addressed), expected))

/** One step of a command: what it says to one stream. */
const run =
  (deps: Deps, sender: Sender, expected: Expected, step?: string) =>
  <C extends Addressee, S, E extends KehuEvent, R extends KehuError>(
    route: Route<C, S, E, R>,
    command: C,
  ): TaskEither<KehuError, Executed> =>
  async () => {
    const stream = streamName(route.category, route.idOf(command))
    if (isLeft(stream)) return stream
    let openToAll: ReadonlyArray<RegionId> = []
    const decideOn =
      (state: S): TaskEither<KehuError, ReadonlyArray<E>> =>
      async () => {
        const touched = route.touches(command, state)
        const context = await contextFor(deps, sender)(touched, command.occurredOn)()
        if (isLeft(context)) return context
        openToAll = ungoverned(context.right, touched)
        return route.decide(context.right)(command, state)
      }
    const handling = {
      stream: stream.right,
      aggregate: route.kept,
      metadata: sender.metadata,
      commandIdGiven: sender.commandIdGiven,
      ...present({ step }),
      isRepeat: (earlier: ReadonlyArray<E>) => saysTheSame(route.commands, command, earlier),
    }
    const handled = await deps.streams.handle<S, E, KehuError>({
      ...handling,
      ...expected,
      decide: (state) => async () => {
        const decided = await decideOn(state)()
        if (isLeft(decided)) return decided
        const secured = await secureBefore(deps, sender)(decided.right)()
        return isLeft(secured) ? secured : decided
      },
    })()
    const answered = isLeft(handled) && handled.left._tag === 'Conflict' ? await judge(handled.left) : handled
    return isLeft(answered) ? answered : right({ ...answered.right, stream: stream.right, openToAll })

    /** A conflict says at which revision the stream is: whoever may not give the command hears that, and nothing of the stream. */
    function judge(conflict: Conflict) {
      return deps.streams.handle<S, E, KehuError>({
        ...handling,
        decide: (state) => async () => {
          const decided = await decideOn(state)()
          return isLeft(decided) && decided.left._tag === 'NotPermitted' ? decided : left(conflict)
        },
      })()
    }
  }

/** A region that a command opens is open to all from then on, too. */
const ungoverned = ({ governed, regions }: Context, touched: Touched): ReadonlyArray<RegionId> =>
  governed ? [] : touched.regions.filter((region) => regions.get(region)?.governed !== true)

/** What is to be written elsewhere before these events are. A retry after a crash finds it again and completes it. */
const secureBefore =
  (deps: Deps, sender: Sender) =>
  (events: ReadonlyArray<KehuEvent>): TaskEither<KehuError, void> =>
  async () => {
    for (const event of events) {
      const creditCode = creditCodeIn(event)
      const secured =
        event.type === 'MergedInto'
          ? await absorb(deps, sender)(event)()
          : creditCode === null
            ? done
            : await claimCreditCode(deps, sender)(creditCode)()
      if (isLeft(secured)) return secured
    }
    return done
  }

/** The survivor takes the duplicate in before the duplicate says that it is one: so no history is ever out of reach. */
const absorb =
  (deps: Deps, sender: Sender) =>
  ({ occurredOn, data }: Extract<KehuEvent, { type: 'MergedInto' }>): TaskEither<KehuError, void> =>
  async () => {
    const { survivor, customer: duplicate, absorbed } = data
    const command = { type: 'AbsorbDuplicate' as const, occurredOn, customer: survivor, duplicate, absorbed }
    const taken = await run(deps, sender, {}, 'absorb')(routes.customer, command)()
    // Taken in already by an earlier attempt under another command id: what is left is the duplicate's own word.
    return isLeft(taken) && taken.left._tag !== 'NothingChanges' ? taken : done
  }

const done: Either<never, void> = right(undefined)
