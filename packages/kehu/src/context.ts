import {
  type CalendarDate,
  type Charge,
  type Context,
  defaultPolicyInForce,
  policyOn,
  type RegionId,
  type RegionState,
  type RegionToday,
  regionToday,
  type Touched,
} from '@kehu/domain'
import { streamName } from '@kehu/event-store'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { chargesOf } from './charges.ts'
import type { Deps, Sender } from './deps.ts'
import type { LookUpFault } from './look-up-fault.ts'
import { streamsOf } from './streams-of.ts'
import { todayIn } from './today-in.ts'

/** A region as its stream tells it now. */
export const loadRegion =
  ({ streams }: Pick<Deps, 'streams'>) =>
  (region: RegionId): TaskEither<LookUpFault, RegionState> =>
  async () => {
    const stream = streamName('region', region)
    if (isLeft(stream)) return stream
    const loaded = await streams.load(stream.right, streamsOf.region)()
    return isLeft(loaded) ? loaded : right(loaded.right.state)
  }

/** What the regions that something touches are now. */
export type Surroundings = {
  readonly regions: ReadonlyMap<RegionId, RegionToday>
  readonly states: ReadonlyMap<RegionId, RegionState>
  /** In whose hands everything else is that is touched. */
  readonly charges: ReadonlyArray<Charge>
  /** The latest of the days that these regions have now; without any, that of Shanghai. */
  readonly today: CalendarDate
}

/** Looks up every region, customer and case that something touches, and the homes of the latter two. */
export const surroundingsOf =
  (deps: Deps) =>
  (touched: Touched): TaskEither<LookUpFault, Surroundings> =>
  async () => {
    const charges = await chargesOf(deps)(touched)()
    if (isLeft(charges)) return charges
    const ids = new Set([...touched.regions, ...charges.right.flatMap(({ region }) => region ?? [])])
    const states = new Map<RegionId, RegionState>()
    const regions = new Map<RegionId, RegionToday>()
    const days: CalendarDate[] = []
    for (const id of ids) {
      const loaded: Either<LookUpFault, RegionState> = await loadRegion(deps)(id)()
      if (isLeft(loaded)) return loaded
      states.set(id, loaded.right)
      const today = todayIn(deps, loaded.right.opened?.timeZone)
      const here = regionToday(id, loaded.right, today)
      if (here === null) continue
      regions.set(id, here)
      days.push(today)
    }
    const today = days.reduce<CalendarDate | null>(
      (latest, day) => (latest === null || day > latest ? day : latest),
      null,
    )
    return right({ regions, states, charges: charges.right, today: today ?? todayIn(deps) })
  }

/** What a decision needs of the world: everything the command touches as it is now, and the policy of its business date. */
export const contextFor =
  (deps: Deps, sender: Sender) =>
  (touched: Touched, occurredOn: CalendarDate): TaskEither<LookUpFault, Context> =>
  async () => {
    const around = await surroundingsOf(deps)(touched)()
    if (isLeft(around)) return around
    const { regions, states, charges, today } = around.right
    const first = touched.regions.map((region) => states.get(region)).find((state) => state !== undefined)
    return right({
      today,
      actor: sender.actor,
      operator: sender.operator,
      governed: deps.governed,
      historical: sender.historical,
      regions,
      charges,
      policy: first === undefined ? defaultPolicyInForce : policyOn(first, occurredOn),
    })
  }
