import { CalendarDate, customerEvents, regionEvents, regionSalesEvents } from '@kehu/domain'
import {
  createMemoryStore,
  type EventOf,
  type EventStore,
  type EventToAppend,
  eventCodec,
  type RecordedEvent,
  type StoredEvent,
  streamName,
} from '@kehu/event-store'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { type ContactsDueEvent, type ContactsDueState, contactsDueProjection } from '../state.ts'

const definitions = { ...customerEvents, ...regionEvents, ...regionSalesEvents }

type Definitions = typeof definitions
type CompanyEvent = EventOf<Definitions, CalendarDate>

/** An event as somebody would write it down, and the stream it belongs to. */
export type Entry = {
  [K in keyof Definitions & string]: {
    readonly stream: readonly [category: string, id: string]
    readonly type: K
    readonly occurredOn: string
    readonly data: t.OutputOf<Definitions[K]['data']>
  }
}[keyof Definitions & string]

export const ok = <A>(either: Either<unknown, A>): A => {
  if (isLeft(either)) throw new Error(`Expected success, got: ${JSON.stringify(either.left)}`)
  return either.right
}

export const companyCodec = ok(eventCodec(definitions, CalendarDate))

export const day = (text: string): CalendarDate => ok(CalendarDate.decode(text))

const toAppend = ({ type, occurredOn, data }: Entry, n: number): EventToAppend => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  type,
  version: 1,
  data: JSON.stringify(data),
  occurredOn,
  metadata: { actor: 'u-1', correlationId: 'c', causationId: 'c', commandId: 'c' },
})

/** Appends one after the other; `from` is how many were appended before. */
export const appendTo = async (store: EventStore, entries: ReadonlyArray<Entry>, from = 0): Promise<void> => {
  for (const [i, entry] of entries.entries()) {
    const [category, id] = entry.stream
    ok(await store.append(ok(streamName(category, id)), 'any', [toAppend(entry, from + i)])())
  }
}

const someStored = async (): Promise<StoredEvent> => {
  const store = createMemoryStore({ clock: () => 0, id: 'sample' })
  const opened = { name: 'East', timeZone: 'Asia/Shanghai', currency: 'CNY' }
  const data = { region: 'East', ...opened }
  await appendTo(store, [
    { stream: ['region', 'East'], type: 'RegionOpened', occurredOn: '2020-01-01', data },
  ])
  for await (const page of store.readAll({})) {
    const [first] = ok(page).events
    if (first !== undefined) return first
  }
  throw new Error('The store keeps nothing.')
}
const sample = await someStored()

const isRead = (event: CompanyEvent): event is Extract<CompanyEvent, ContactsDueEvent> =>
  contactsDueProjection.types.some((type) => type === event.type)

/** An event as a projection reads it; none where this one does not. */
export const recorded = (entry: Entry, n = 0): ReadonlyArray<RecordedEvent<ContactsDueEvent>> => {
  const event = ok(companyCodec.decode({ ...sample, ...toAppend(entry, n) }))
  return isRead(event) ? [{ ...sample, event }] : []
}

/** The state these events make, folded one by one by nobody's engine. */
export const fold = (entries: ReadonlyArray<Entry>): ContactsDueState =>
  entries.flatMap(recorded).reduce(contactsDueProjection.evolve, contactsDueProjection.empty())
