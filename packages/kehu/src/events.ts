import type { CustomerId } from '@kehu/domain'
import type { RecordedEvent } from '@kehu/event-store'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { LookUpFault } from './context.ts'
import type { Deps } from './deps.ts'
import { recordsOf } from './duplicates.ts'
import type { KehuEvent } from './event-codec.ts'
import { decodedPages } from './history.ts'

/** The log in its order, page by page; of one customer, what its stream, those of its cases and those
 * of the duplicates merged into it say of it. */
export async function* events(
  { store, streams }: Pick<Deps, 'store' | 'streams'>,
  customer?: CustomerId,
): AsyncGenerator<Either<LookUpFault, ReadonlyArray<RecordedEvent<KehuEvent>>>> {
  const records = customer === undefined ? right(null) : await recordsOf({ streams })(customer)()
  if (isLeft(records)) {
    yield records
    return
  }
  const pages = (async function* () {
    for await (const page of store.readAll()) yield isLeft(page) ? page : right(page.right.events)
  })()
  for await (const page of decodedPages(pages)) {
    const wanted = records.right
    if (isLeft(page) || wanted === null) yield page
    else {
      const concerning = page.right.filter(({ event }) => wanted.has(Reflect.get(event.data, 'customer')))
      if (concerning.length > 0) yield right(concerning)
    }
  }
}
