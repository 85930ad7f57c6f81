import fc from 'fast-check'
import { type Either, isRight } from 'fp-ts/lib/Either.js'
import type { ComplaintEvent } from '../complaint/events.ts'
import type { CustomerEvent } from '../customer/events.ts'
import type { OpportunityEvent } from '../opportunity/events.ts'
import { addDays, CalendarDate } from '../vocabulary/calendar-date.ts'
import { ComplaintId, CustomerId, OpportunityId } from '../vocabulary/code.ts'
import { type Draw, drawFrom, stepSeeds } from './chance.ts'
import { complaintStories } from './complaint-history.ts'
import { customerStories } from './customer-history.ts'
import { meanwhileIn, nonsense, type Storyteller } from './history.ts'
import { make } from './leaves.ts'
import { opportunityStories } from './opportunity-history.ts'
import { contextOn } from './world.ts'

export type CompanyEvent = CustomerEvent | ComplaintEvent | OpportunityEvent

/** What became of one command: nothing when it was refused. */
export type CompanyRecord = {
  readonly stream: string
  readonly today: CalendarDate
  readonly command: { readonly type: string; readonly occurredOn: CalendarDate }
  readonly events: ReadonlyArray<CompanyEvent>
}

export type CompanyOptions = {
  readonly customers?: number
  readonly lengthMin?: number
  readonly lengthMax?: number
  readonly from?: CalendarDate
  /** Of a hundred commands so many make no sense. */
  readonly mischiefPercent?: number
}

/**
 * The working days of a small company in the regions `East` and `West`: several customers, each with a complaint and an
 * opportunity, in the order in which things happen. Streams are named `customer-C1`, `complaint-K1`, `opportunity-O1`.
 */
export const companyHistory = ({
  customers = 5,
  lengthMin = 60,
  lengthMax = 120,
  from = make(CalendarDate, '2024-01-01'),
  mischiefPercent = 5,
}: CompanyOptions = {}): fc.Arbitrary<ReadonlyArray<CompanyRecord>> =>
  stepSeeds(lengthMin, lengthMax).map((seeds) => {
    const streams = [...Array(customers).keys()].flatMap((i) => streamsOf(i + 1, mischiefPercent))
    let today = from
    return seeds.map(drawFrom).map((draw) => {
      today = addDays(today, draw(fc.nat({ max: 6 })))
      return draw(fc.constantFrom(...streams))(draw, today)
    })
  })

type Stream = (draw: Draw, today: CalendarDate) => CompanyRecord

/** A customer's own stream comes three times: most of what happens, happens there. */
const streamsOf = (i: number, mischiefPercent: number): ReadonlyArray<Stream> => {
  const id = make(CustomerId, `C${i}`)
  const own = streamOf(`customer-C${i}`, customerStories(id), mischiefPercent)
  return [
    own,
    own,
    own,
    streamOf(
      `complaint-K${i}`,
      complaintStories(make(ComplaintId, `K${i}`), fc.constant(id)),
      mischiefPercent,
    ),
    streamOf(
      `opportunity-O${i}`,
      opportunityStories(make(OpportunityId, `O${i}`), fc.constant(id)),
      mischiefPercent,
    ),
  ]
}

const streamOf = <
  C extends { readonly type: string; readonly occurredOn: CalendarDate },
  S,
  E extends CompanyEvent,
  R,
>(
  stream: string,
  story: Storyteller<C, S, E, R>,
  mischiefPercent: number,
): Stream => {
  let state = story.decider.initial
  return (draw, today) => {
    const sensible = draw(fc.nat({ max: 99 })) < mischiefPercent ? null : story.next(draw, state, today)
    const command = sensible ?? nonsense(story)(draw, state, today)
    const context = meanwhileIn(story)(state, contextOn(today))
    const outcome: Either<R, ReadonlyArray<E>> = story.decider.decide(context)(command, state)
    const events = isRight(outcome) ? outcome.right : []
    state = events.reduce(story.decider.evolve, state)
    return { stream, today, command, events }
  }
}
