import {
  aggregates,
  type CalendarDate,
  type Charge,
  type CustomerId,
  decode,
  type Invalid,
  mayReadConfidential,
  personalValues,
  type RegionId,
  rolesIn,
  touching,
  UserId,
  withheld,
} from '@kehu/domain'
import { parseStreamName } from '@kehu/event-store'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { chargeOf, customerCharge } from './charges.ts'
import { surroundingsOf } from './context.ts'
import type { Deps, Sender } from './deps.ts'
import { definitions, type KehuEvent } from './event-codec.ts'
import type { HistoryEntry } from './history.ts'
import type { LookUpFault } from './look-up-fault.ts'
import { streamsOf } from './streams-of.ts'

/**
 * Whoever runs the store asks for the trusted whole, by this name: nothing is withheld. It is no text, so that nothing that comes
 * in from outside can be it.
 */
export const asOperator: unique symbol = Symbol('kehu.asOperator')

/** Who looks: somebody by their code, who sees what their roles of today let them see, or whoever runs the store. */
export type Viewer = UserId | typeof asOperator

/** Reads who looks. */
export const viewerOf = (viewer: unknown): Either<Invalid, Viewer> =>
  viewer === asOperator ? right(asOperator) : decode(UserId)(viewer)

/** An event as somebody sees it: where they may not read a personal value, it is `{subject, withheld: true}`. */
export type SeenEntry = Omit<HistoryEntry, 'event'> & {
  readonly event: {
    readonly type: KehuEvent['type']
    readonly occurredOn: CalendarDate
    readonly data: unknown
  }
}

/** Shows events, one after the other, and looks up whose they are once. */
export type View = (entry: HistoryEntry) => Promise<Either<LookUpFault, SeenEntry>>

/**
 * How a viewer sees events: the one place through which every exit goes. Personal data and bottom lines are for those who may
 * read them in every region that the event concerns, by their roles of now (A53).
 */
export const viewFor = (deps: Deps, viewer: Viewer): View => {
  if (viewer === asOperator) return async (entry) => right(entry)
  const answers = new Map<string, Promise<Either<LookUpFault, boolean>>>()
  return async (entry) => {
    const { data } = definitions[entry.event.type]
    if (personalValues(data, entry.event.data).length === 0) return right(entry)
    const about = subjectOf(entry)
    const key = JSON.stringify(about)
    const known = answers.get(key) ?? mayRead(deps, viewer, about)
    answers.set(key, known)
    const may = await known
    if (isLeft(may)) return may
    return right(
      may.right ? entry : { ...entry, event: { ...entry.event, data: withheld(data, entry.event.data) } },
    )
  }
}

/** What an event speaks of, as far as it decides who may read it. */
type About = {
  readonly category: string
  readonly id: string
  readonly customer: CustomerId | null
  readonly region: RegionId | null
}

const subjectOf = ({ stream, event: { data } }: HistoryEntry): About => {
  const parsed = parseStreamName(stream)
  return {
    category: isLeft(parsed) ? '' : parsed.right.category,
    id: isLeft(parsed) ? '' : parsed.right.id,
    customer: 'customer' in data ? (data.customer ?? null) : null,
    region: 'region' in data ? data.region : null,
  }
}

const mayRead = async (
  deps: Deps,
  viewer: UserId,
  { category, id, customer, region }: About,
): Promise<Either<LookUpFault, boolean>> => {
  const charges: Charge[] = []
  const lookUps = [
    ...(customer === null ? [] : [() => customerCharge(deps, customer)]),
    ...(category === 'complaint'
      ? [() => chargeOf(deps, aggregates.complaint, streamsOf.complaint, id)]
      : []),
    ...(category === 'opportunity'
      ? [() => chargeOf(deps, aggregates.opportunity, streamsOf.opportunity, id)]
      : []),
  ]
  for (const lookUp of lookUps) {
    const found = await lookUp()
    if (isLeft(found)) return found
    // A customer without a home is nobody's to see.
    if (found.right === null || found.right.region === null) return right(false)
    charges.push(found.right)
  }
  // Of a customer's own events it is the home alone that decides; sales and tiers of other regions say nothing personal.
  const regions = category === 'region' && region !== null ? [region] : []
  const concerned = [...new Set([...regions, ...charges.flatMap((charge) => charge.region ?? [])])]
  const around = await surroundingsOf(deps)(touching({ regions: concerned }))()
  if (isLeft(around)) return around
  const context = { operator: false, governed: deps.governed, regions: around.right.regions }
  return right(mayReadConfidential(context, viewer, concerned, charges))
}

/** Whether somebody has anything to do with a customer: a role in its home, or a home that is open to all. */
export const belongsTo = async (
  deps: Deps,
  { actor, operator }: Pick<Sender, 'actor' | 'operator'>,
  customer: CustomerId,
): Promise<Either<LookUpFault, boolean>> => {
  if (operator) return right(true)
  const charge = await customerCharge(deps, customer)
  if (isLeft(charge)) return charge
  const home = charge.right?.region ?? null
  if (charge.right === null || home === null) return right(false)
  const around = await surroundingsOf(deps)(touching({ regions: [home] }))()
  if (isLeft(around)) return around
  const here = around.right.regions.get(home)
  if (here === undefined) return right(false)
  return right(here.governed ? rolesIn(here, actor, [charge.right]).length > 0 : !deps.governed)
}
