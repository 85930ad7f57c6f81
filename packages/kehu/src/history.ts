import type { CustomerId } from '@kehu/domain'
import {
  decodeStored,
  type RecordedEvent,
  type StoreFault,
  streamName,
  type Undecodable,
} from '@kehu/event-store'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Deps } from './deps.ts'
import { recordsOf } from './duplicates.ts'
import type { KehuError } from './errors.ts'
import { type KehuEvent, kehuEventCodec } from './event-codec.ts'

/** One event of a customer's history. */
export type HistoryEntry = RecordedEvent<KehuEvent>

/**
 * Everything recorded of a customer and of the duplicates merged into it: their streams, and the complaints and opportunities
 * that name them. In the order of the business dates; what happened on one day stands in the order in which it was recorded.
 * What leaves the house goes through a view first.
 */
export const history =
  ({ store, streams }: Pick<Deps, 'store' | 'streams'>) =>
  (customer: CustomerId): TaskEither<KehuError, ReadonlyArray<HistoryEntry>> =>
  async () => {
    const records = await recordsOf({ streams })(customer)()
    if (isLeft(records)) return records
    const entries: HistoryEntry[] = []
    for (const record of records.right) {
      const stream = streamName('customer', record)
      if (isLeft(stream)) return stream
      for await (const page of decodedPages(store.readStream(stream.right))) {
        if (isLeft(page)) return page
        entries.push(...page.right)
      }
    }
    // An opportunity may name its customer late, so whole streams are kept until one does.
    const cases = new Map<string, { entries: HistoryEntry[]; concerns: boolean }>()
    const readCases = (async function* () {
      for await (const page of store.readAll({ filter: { categories: ['complaint', 'opportunity'] } })) {
        yield isLeft(page) ? page : right(page.right.events)
      }
    })()
    for await (const page of decodedPages(readCases)) {
      if (isLeft(page)) return page
      for (const entry of page.right) {
        const found = cases.get(entry.stream) ?? { entries: [], concerns: false }
        cases.set(entry.stream, found)
        found.entries.push(entry)
        found.concerns ||= records.right.has(Reflect.get(entry.event.data, 'customer'))
      }
    }
    const concerning = [...cases.values()]
      .filter(({ concerns }) => concerns)
      .flatMap((found) => found.entries)
    return right([...entries, ...concerning].sort(byDay))
  }

const byDay = (a: HistoryEntry, b: HistoryEntry): number =>
  a.event.occurredOn < b.event.occurredOn
    ? -1
    : a.event.occurredOn > b.event.occurredOn
      ? 1
      : a.recordedAt - b.recordedAt

type StoredPage = Parameters<ReturnType<typeof decodeStored<KehuEvent>>>[0]

/** Pages of stored events, decoded; ends after a Left. */
export async function* decodedPages(
  pages: AsyncIterable<Either<StoreFault, ReadonlyArray<StoredPage>>>,
): AsyncGenerator<Either<StoreFault | Undecodable, ReadonlyArray<HistoryEntry>>> {
  const decode = decodeStored(kehuEventCodec)
  for await (const page of pages) {
    if (isLeft(page)) {
      yield page
      return
    }
    const entries: HistoryEntry[] = []
    for (const stored of page.right) {
      const entry = decode(stored)
      if (isLeft(entry)) {
        yield entry
        return
      }
      entries.push(entry.right)
    }
    yield right(entries)
  }
}
