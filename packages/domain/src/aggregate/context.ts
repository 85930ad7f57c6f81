import type { PolicyInForce } from '../policy/policy.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Code, CustomerId, RegionId, UserId } from '../vocabulary/code.ts'
import type { TimeZone } from '../vocabulary/instant.ts'
import type { Currency } from '../vocabulary/money.ts'
import type { MemberRole, Role, Roles } from '../vocabulary/role.ts'

/** What a decision needs besides the command and the aggregate's own state; all of it is given, none of it looked up. */
export type Context = {
  /** The date on which the command is given: the latest of the days that the regions it touches have now. */
  readonly today: CalendarDate
  /** Who gives it. */
  readonly actor: UserId
  /** The command comes from whoever runs the store: nothing is forbidden to them. */
  readonly operator: boolean
  /** Whoever opens a region manages it at once, and a region in which nobody has been appointed is closed, not open to all. */
  readonly governed: boolean
  /** True while history is entered from elsewhere: back-dating is then unbounded. */
  readonly historical: boolean
  /** The regions the command touches, as they are now, as far as they are open. */
  readonly regions: ReadonlyMap<RegionId, RegionToday>
  /** In whose hands everything is that the command touches besides its own aggregate. */
  readonly charges: ReadonlyArray<Charge>
  /** The policy in force on the command's business date in the (first) region it touches. */
  readonly policy: PolicyInForce
}

/** A region as a decision sees it: its money and time, and who may do what there at this moment. */
export type RegionToday = {
  readonly region: RegionId
  readonly currency: Currency
  readonly timeZone: TimeZone
  /** Who opened it; null where that was not written down. */
  readonly founder: UserId | null
  /** Who has which roles there today. */
  readonly members: ReadonlyMap<UserId, ReadonlyArray<MemberRole>>
  /** Whoever was appointed and is no member today. */
  readonly released: ReadonlySet<UserId>
  /** Whether anybody was ever appointed: from then on the table of roles holds. */
  readonly governed: boolean
  /** What its policy of today says in place of the table, by command. */
  readonly roles: ReadonlyMap<string, Roles>
  /** In which capacity one reads personal data and bottom lines there, by its policy of today (A53). */
  readonly confidential: ReadonlyArray<Role>
  /** Customers that its managers offered to or asked of another region, by proposal. */
  readonly transferProposals: ReadonlyMap<Code, TransferProposal>
}

/** The word of one region's manager that a customer may go from one region to another; the other's manager completes it. */
export type TransferProposal = {
  readonly customer: CustomerId
  readonly from: RegionId
  readonly to: RegionId
}

/** In whose hands a customer or a case is: what makes somebody its owner, or one of its account team, today. */
export type Charge = {
  /** The home of a customer; the region of a case; null where it has none. */
  readonly region: RegionId | null
  readonly owner: UserId | null
  readonly team: ReadonlyArray<UserId>
}
