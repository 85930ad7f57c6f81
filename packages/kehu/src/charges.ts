import { aggregates, type CalendarDate, type Charge, type CustomerId, type Touched } from '@kehu/domain'
import { type Aggregate as Kept, streamName } from '@kehu/event-store'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Deps } from './deps.ts'
import type { KehuEvent } from './event-codec.ts'
import type { LookUpFault } from './look-up-fault.ts'
import { streamsOf } from './streams-of.ts'
import { todayIn } from './today-in.ts'

type Found = Either<LookUpFault, Charge | null>

/** In whose hands the customers and cases are that something touches. */
export const chargesOf =
  (deps: Deps) =>
  ({
    customers,
    complaints,
    opportunities,
  }: Omit<Touched, 'regions'>): TaskEither<LookUpFault, ReadonlyArray<Charge>> =>
  async () => {
    const charges: Charge[] = []
    const lookUps = [
      ...customers.map((id) => () => customerCharge(deps, id)),
      ...complaints.map((id) => () => chargeOf(deps, aggregates.complaint, streamsOf.complaint, id)),
      ...opportunities.map((id) => () => chargeOf(deps, aggregates.opportunity, streamsOf.opportunity, id)),
    ]
    for (const lookUp of lookUps) {
      const found = await lookUp()
      if (isLeft(found)) return found
      if (found.right !== null) charges.push(found.right)
    }
    return right(charges)
  }

/** Of the record under which a customer lives on: a duplicate is in the hands of those who have the survivor. */
export const customerCharge = async (deps: Deps, customer: CustomerId): Promise<Found> => {
  const seen = new Set<CustomerId>()
  for (let id = customer; ; ) {
    const stream = streamName('customer', id)
    if (isLeft(stream)) return stream
    const loaded = await deps.streams.load(stream.right, streamsOf.customer)()
    if (isLeft(loaded)) return loaded
    const { mergedInto } = loaded.right.state
    seen.add(id)
    if (mergedInto === null || seen.has(mergedInto))
      return right(aggregates.customer.chargeOf(loaded.right.state, todayIn(deps)))
    id = mergedInto
  }
}

type Described<S> = {
  readonly category: string
  readonly chargeOf: (state: S, today: CalendarDate) => Charge | null
}

/** Of one complaint or opportunity. */
export const chargeOf = async <S, E extends KehuEvent>(
  deps: Deps,
  { category, chargeOf }: Described<S>,
  kept: Kept<S, KehuEvent, E>,
  id: string,
): Promise<Found> => {
  const stream = streamName(category, id)
  if (isLeft(stream)) return stream
  const loaded = await deps.streams.load(stream.right, kept)()
  return isLeft(loaded) ? loaded : right(chargeOf(loaded.right.state, todayIn(deps)))
}
