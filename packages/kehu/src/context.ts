import {
  type CalendarDate,
  type Context,
  dateIn,
  defaultPolicyInForce,
  instantFromMillis,
  membersOn,
  policyOn,
  type RegionId,
  type RegionToday,
  TimeZone,
  type RegionState,
} from '@kehu/domain'
import {
  type InvalidStreamName,
  load,
  type StoreFault,
  streamName,
  type Undecodable,
} from '@kehu/event-store'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { aggregates } from './aggregates.ts'
import type { Deps, Sender } from './deps.ts'
import { kehuEventCodec } from './event-codec.ts'

export type LookUpFault = StoreFault | Undecodable | InvalidStreamName

/** A region as its stream tells it now. */
export const loadRegion =
  ({ store }: Deps) =>
  (region: RegionId): TaskEither<LookUpFault, RegionState> =>
  async () => {
    const stream = streamName('region', region)
    if (isLeft(stream)) return stream
    const { belongs, fold } = aggregates.region
    const loaded = await load(store, kehuEventCodec)(stream.right, belongs, fold)()
    return isLeft(loaded) ? loaded : right(loaded.right.state)
  }

/**
 * What a decision needs of the world: the terms of the regions a command speaks of, the policy of the first of them and
 * its members on the business date, and today's date there.
 */
export const contextFor =
  (deps: Deps, sender: Sender) =>
  (regions: ReadonlyArray<RegionId>, occurredOn: CalendarDate): TaskEither<LookUpFault, Context> =>
  async () => {
    const terms = new Map<RegionId, RegionToday>()
    let first: RegionState | null = null
    for (const region of regions) {
      const loaded: Either<LookUpFault, RegionState> = await loadRegion(deps)(region)()
      if (isLeft(loaded)) return loaded
      first ??= loaded.right
      const { opened } = loaded.right
      if (opened !== null) terms.set(region, { region, currency: opened.currency, timeZone: opened.timeZone })
    }
    return right({
      today: todayIn(deps, first?.opened?.timeZone),
      actor: sender.actor,
      regions: terms,
      policy: first === null ? defaultPolicyInForce : policyOn(first, occurredOn),
      members: first === null ? new Map() : membersOn(first, occurredOn),
      historical: sender.historical,
    })
  }

/** Where no region says otherwise, a day begins in Shanghai (A34). */
export const defaultTimeZone: TimeZone = (() => {
  const zone = TimeZone.decode('Asia/Shanghai')
  if (isLeft(zone)) throw new Error('This machine knows no time zones: install a Node.js with full ICU.')
  return zone.right
})()

export const todayIn = (deps: Deps, zone: TimeZone = defaultTimeZone): CalendarDate =>
  dateIn(zone, instantFromMillis(deps.clock()))
