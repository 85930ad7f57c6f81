import type { CustomerId } from '@kehu/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Deps } from './deps.ts'
import { recordsOf } from './duplicates.ts'
import { decodedPages, type HistoryEntry } from './history.ts'
import type { LookUpFault } from './look-up-fault.ts'
import { type SeenEntry, type Viewer, viewFor } from './viewing.ts'

type Page<A> = Either<LookUpFault, ReadonlyArray<A>>

/**
 * The log in its order, page by page, as somebody sees it; of one customer, what its stream, those of its cases and those of the
 * duplicates merged into it say of it.
 */
export async function* events(
  deps: Deps,
  viewer: Viewer,
  customer?: CustomerId,
): AsyncGenerator<Page<SeenEntry>> {
  const records = customer === undefined ? right(null) : await recordsOf(deps)(customer)()
  if (isLeft(records)) {
    yield records
    return
  }
  const wanted = records.right
  const view = viewFor(deps, viewer)
  for await (const page of decodedPages(wholeLog(deps))) {
    const seen = isLeft(page)
      ? page
      : await seenBy(view, wanted === null ? page.right : naming(wanted, page.right))
    if (isLeft(seen) || seen.right.length > 0) yield seen
    if (isLeft(seen)) return
  }
}

async function* wholeLog({ store }: Pick<Deps, 'store'>) {
  for await (const page of store.readAll()) yield isLeft(page) ? page : right(page.right.events)
}

const naming = (
  customers: ReadonlySet<CustomerId>,
  entries: ReadonlyArray<HistoryEntry>,
): ReadonlyArray<HistoryEntry> =>
  entries.filter(({ event }) => customers.has(Reflect.get(event.data, 'customer')))

/** Entries as somebody sees them. */
export const seenBy = async (
  view: ReturnType<typeof viewFor>,
  entries: ReadonlyArray<HistoryEntry>,
): Promise<Page<SeenEntry>> => {
  const seen: SeenEntry[] = []
  for (const entry of entries) {
    const shown = await view(entry)
    if (isLeft(shown)) return shown
    seen.push(shown.right)
  }
  return right(seen)
}
