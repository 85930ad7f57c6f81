import {
  type CalendarDate,
  type Context,
  dateIn,
  defaultPolicyInForce,
  instantFromMillis,
  membersOn,
  policyOn,
  type RegionId,
  type RegionTerms,
  TimeZone,
  type WholeRegion,
} from '@kehu/domain'
import {
  type Defect,
  type InvalidStreamName,
  type StoreFault,
  streamName,
  type Undecodable,
} from '@kehu/event-store'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { aggregates } from './aggregates.ts'
import type { Deps, Sender } from './deps.ts'

export type LookUpFault = StoreFault | Undecodable | Defect | InvalidStreamName

/** A region as its stream tells it now. */
export const loadRegion =
  ({ streams }: Pick<Deps, 'streams'>) =>
  (region: RegionId): TaskEither<LookUpFault, WholeRegion> =>
  async () => {
    const stream = streamName('region', region)
    if (isLeft(stream)) return stream
    const loaded = await streams.load(stream.right, aggregates.region)()
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
    const terms = new Map<RegionId, RegionTerms>()
    let first: WholeRegion | null = null
    for (const region of regions) {
      const loaded: Either<LookUpFault, WholeRegion> = await loadRegion(deps)(region)()
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
