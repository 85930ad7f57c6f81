import {
  accountTeamOn,
  type CalendarDate,
  type CustomerId,
  defaultPolicyInForce,
  mayReadConfidential,
  membersOn,
  policyOn,
  type Role,
  type UserId,
  withheld,
} from '@kehu/domain'
import { streamName } from '@kehu/event-store'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { aggregates } from './aggregates.ts'
import { type LookUpFault, loadRegion, todayIn } from './context.ts'
import type { Deps } from './deps.ts'
import { definitions } from './event-codec.ts'
import type { HistoryEntry } from './history.ts'

/** An event as somebody sees it: where he may not read a personal value, it is `{subject, withheld: true}`. */
export type SeenEntry = Omit<HistoryEntry, 'event'> & {
  readonly event: { readonly type: string; readonly occurredOn: CalendarDate; readonly data: unknown }
}

/**
 * How a viewer sees the events of a customer, by his roles of today (A53).
 * A region without a manager is not governed: everything is seen.
 */
export const viewOf =
  (deps: Deps) =>
  (customer: CustomerId, viewer: UserId): TaskEither<LookUpFault, (entry: HistoryEntry) => SeenEntry> =>
  async () => {
    const may = await mayRead(deps, customer, viewer)
    if (isLeft(may)) return may
    return right(may.right ? (entry) => entry : withoutConfidential)
  }

const mayRead = async (
  deps: Deps,
  customer: CustomerId,
  viewer: UserId,
): Promise<Either<LookUpFault, boolean>> => {
  const stream = streamName('customer', customer)
  if (isLeft(stream)) return stream
  const known = await deps.streams.load(stream.right, aggregates.customer)()
  if (isLeft(known)) return known
  const { state } = known.right
  if (state.homeRegion === null) return right(true)
  const region = await loadRegion(deps)(state.homeRegion)()
  if (isLeft(region)) return region
  const today = todayIn(deps, region.right.opened?.timeZone)
  const members = membersOn(region.right, today)
  if (![...members.values()].some((roles) => roles.includes('manager'))) return right(true)
  const inTeam = accountTeamOn(state.teams, today)?.members.some(({ user }) => user === viewer)
  const roles: ReadonlyArray<Role> = [
    ...(members.get(viewer) ?? []),
    ...(state.owner === viewer ? (['owner'] as const) : []),
    ...(inTeam ? (['accountTeam'] as const) : []),
  ]
  const { policy } = region.right.opened === null ? defaultPolicyInForce : policyOn(region.right, today)
  return right(mayReadConfidential(policy, roles))
}

const withoutConfidential = (entry: HistoryEntry): SeenEntry => ({
  ...entry,
  event: { ...entry.event, data: withheld(definitions[entry.event.type].data, entry.event.data) },
})
