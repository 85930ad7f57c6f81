import type { Either } from 'fp-ts/lib/Either.js'
import type { Role } from '../permissions/role.ts'
import type { PolicyInForce } from '../policy/policy.ts'
import type { CalendarDate } from './calendar-date.ts'
import type { RegionId, UserId } from './code.ts'
import type { TimeZone } from './instant.ts'
import type { Currency } from './money.ts'

/** What a decision needs besides the command and the aggregate's own state; all of it is given, none of it looked up. */
export type Context = {
  /** The date on which the command is given, in the region's time zone. */
  readonly today: CalendarDate
  /** Who gives it. */
  readonly actor: UserId
  /** The regions the command speaks of, as far as they are open. */
  readonly regions: ReadonlyMap<RegionId, RegionTerms>
  /** The policy in force on the command's business date in the (first) region it speaks of. */
  readonly policy: PolicyInForce
  /**
   * Who had which roles on the command's business date in the (first) region it speaks of. Where nobody is a manager the
   * region is not governed yet, and everybody may do everything.
   */
  readonly members: ReadonlyMap<UserId, ReadonlyArray<Role>>
  /** True while history is entered from elsewhere: back-dating is then unbounded. */
  readonly historical: boolean
}

export type RegionTerms = {
  readonly region: RegionId
  readonly currency: Currency
  readonly timeZone: TimeZone
}

/** An aggregate as a value: where it begins, how it decides, how it remembers. `evolve` is total: it accepts every event ever stored. */
export type Decider<Command, State, Event, Rejection> = {
  readonly initial: State
  readonly decide: (
    context: Context,
  ) => (command: Command, state: State) => Either<Rejection, ReadonlyArray<Event>>
  readonly evolve: (state: State, event: Event) => State
}
