import type {
  InvalidPosition,
  LivePage,
  Page,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  StoredEvent,
  StoreFault,
  StreamName,
} from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { createEndOfLog } from './end-of-log.ts'
import { closedFault, failureOf, patiently, pauseAfter } from './faults.ts'
import type { Frontier } from './frontier.ts'
import { beginning, type Place, placeAfterBeginning, placeOf } from './position.ts'
import { createPage, passes, type Reader } from './reader.ts'

type Pages<A> = AsyncGenerator<Either<StoreFault, A>, void>

/** The port's reads: in pages, from where they were when a server dies on the way, and with faults as values. */
export const createLogReading = ({
  place,
  reader,
  frontier,
  patienceMs,
  isClosed,
}: {
  readonly place: string
  readonly reader: Reader
  readonly frontier: Frontier
  readonly patienceMs: number
  readonly isClosed: () => boolean
}) => {
  const endOfLog = createEndOfLog(reader, frontier)
  const closed = left(closedFault(place))

  const run = async <A>(work: () => Promise<A>): Promise<Either<StoreFault, A>> => {
    if (isClosed()) return closed
    const result = await patiently(place, work, isClosed() ? 0 : patienceMs)
    return isClosed() ? closed : result
  }

  /** Reads on from where it was when what failed may pass. `next` answers a new read from there. */
  async function* goOn<A>(next: () => AsyncGenerator<A, void>): AsyncGenerator<Either<StoreFault, A>, void> {
    let failingSince: number | null = null
    for (let attempts = 0; ; attempts++) {
      if (isClosed()) return yield closed
      try {
        for await (const each of next()) {
          failingSince = null
          attempts = 0
          yield right(each)
          if (isClosed()) return yield closed
        }
        return
      } catch (error) {
        if (isClosed()) return yield closed
        const failure = failureOf(place, error)
        failingSince ??= performance.now()
        if (failure._tag !== 'Passing' || performance.now() - failingSince >= patienceMs) {
          return yield left(failure.fault)
        }
        await pauseAfter(attempts)
      }
    }
  }

  async function* readStream(
    stream: StreamName,
    { direction = 'forwards', from, pageSize }: ReadStreamOptions,
  ): Pages<ReadonlyArray<StoredEvent>> {
    const last =
      direction === 'backwards' && from !== undefined ? await run(() => reader.lastRevision(stream)) : null
    if (last !== null && isLeft(last)) return yield last
    if (last !== null && last.right === null) return
    let next: number | null = last === null ? (from ?? null) : Math.min(from ?? 0, last.right ?? 0)
    const page = createPage(pageSize)
    for await (const found of goOn(() =>
      next !== null && next < 0 ? nothing() : reader.stream(stream, direction, next),
    )) {
      if (isLeft(found)) return yield found
      const { event } = found.right
      page.add(event)
      next = event.revision + (direction === 'forwards' ? 1 : -1)
      if (page.isFull()) yield right(page.take())
    }
    const rest = page.take()
    if (rest.length > 0) yield right(rest)
  }

  async function* readAll({
    direction = 'forwards',
    after,
    filter = {},
    pageSize,
  }: ReadAllOptions): Pages<Page> {
    const start = checkPosition(after, place)
    if (isLeft(start)) return yield start
    let at = start.right
    // Backwards from before the first event there is nothing.
    if (direction === 'backwards' && at === beginning) return
    const isForwards = direction === 'forwards'
    const end = isForwards ? await run(reader.end) : right(null)
    if (isLeft(end)) return yield end
    let from = isForwards ? frontier.from(at) : placeAfterBeginning(at)
    let told = at
    let met = false
    const page = createPage(pageSize)
    const looked = (here: Place) => {
      from = here
    }
    for await (const found of goOn(() => reader.log(direction, from, categoriesOf(filter), looked))) {
      if (isLeft(found)) return yield found
      met = true
      at = found.right.position
      if (passes(filter, found.right)) page.add(found.right)
      if (page.isFull()) {
        told = at
        yield right({ events: page.take(), position: at })
      }
    }
    if (isForwards) {
      const everything = categoriesOf(filter) === undefined
      const standing = await run(() => endOfLog.standing(at, end.right, { everything, met }))
      if (isLeft(standing)) return yield standing
      at = standing.right
    }
    if (at !== null && at !== told) yield right({ events: page.take(), position: at })
  }

  /** One page of the log as it is, for who follows it. */
  const readPage = async (
    after: Position | undefined,
    { filter = {}, pageSize }: Pick<ReadAllOptions, 'filter' | 'pageSize'>,
  ): Promise<Either<StoreFault, LivePage>> => {
    const start = checkPosition(after, place)
    if (isLeft(start)) return start
    const page = createPage(pageSize)
    let at = start.right
    let from = frontier.from(at)
    let met = false
    const looked = (here: Place) => {
      from = here
    }
    // Tried again, it goes on from where it was.
    return run(async () => {
      const end = await reader.end()
      const full = (): LivePage => ({ events: page.take(), position: at ?? beginning, caughtUp: false })
      for await (const event of reader.log('forwards', from, categoriesOf(filter), looked)) {
        if (page.isFull()) return full()
        met = true
        at = event.position
        if (passes(filter, event)) page.add(event)
      }
      const everything = categoriesOf(filter) === undefined
      at = await endOfLog.standing(at, end, { everything, met })
      return { events: page.take(), position: at ?? beginning, caughtUp: true }
    })
  }

  return {
    readStream,
    readAll,
    readPage,
    head: (): Promise<Either<StoreFault, Position | null>> => run(endOfLog.head),
  }
}

async function* nothing(): AsyncGenerator<never, void> {}

const categoriesOf = ({ categories = [] }: { readonly categories?: ReadonlyArray<string> }) =>
  categories.length > 0 ? categories : undefined

const checkPosition = (
  position: Position | undefined,
  place: string,
): Either<InvalidPosition, Position | null> => {
  if (position === undefined) return right(null)
  return placeOf(position) === null
    ? left({
        _tag: 'InvalidPosition',
        message: `"${position}" is no position of ${place}: read it from the beginning.`,
      })
    : right(position)
}
