import type { CustomerId } from '@kehu/domain'
import type { EventStore, RecordedEvent, StoreFault, Undecodable } from '@kehu/event-store'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { KehuEvent } from './event-codec.ts'
import { decodedPages } from './history.ts'

/** The log in its order, page by page; of one customer, what its stream and the streams of its cases say of it. */
export async function* events(
  store: EventStore,
  customer?: CustomerId,
): AsyncGenerator<Either<StoreFault | Undecodable, ReadonlyArray<RecordedEvent<KehuEvent>>>> {
  const pages = (async function* () {
    for await (const page of store.readAll()) yield isLeft(page) ? page : right(page.right.events)
  })()
  for await (const page of decodedPages(pages)) {
    if (isLeft(page) || customer === undefined) yield page
    else {
      const concerning = page.right.filter(({ event }) => Reflect.get(event.data, 'customer') === customer)
      if (concerning.length > 0) yield right(concerning)
    }
  }
}
