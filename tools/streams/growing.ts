import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type CustomerEvent,
  type CustomerState,
  customer,
  customerEvents,
  foldCustomer,
} from '../../packages/domain/src/index.ts'
import {
  type Aggregate,
  type EventToAppend,
  openStreams,
  type StreamName,
  type Streams,
  streamName,
} from '../../packages/event-store/src/index.ts'
import { type KehuEvent, kehuEventCodec } from '../../packages/kehu/src/index.ts'
import { openSqliteStore } from '../../packages/store-sqlite/src/index.ts'
import { day } from './buy-at-once.ts'
import { quantile } from './table.ts'

/** Medians, in milliseconds, of one command on a stream of so many events. */
export type Costs = { readonly warm: number; readonly cold: number; readonly snapshot: number }

const book: Aggregate<CustomerState, KehuEvent, CustomerEvent> = {
  belongs: (event): event is CustomerEvent => Object.hasOwn(customerEvents, event.type),
  fold: { initial: customer.initial, fold: foldCustomer },
  snapshotVersion: 1,
}

const metadata = (commandId: string) => ({
  actor: 'li.na',
  correlationId: commandId,
  causationId: commandId,
  commandId,
})

/** One command on streams of these lengths in an SQLite file, in turns so that a busy machine is busy for all of them. */
export const measureGrowth = async (
  lengths: ReadonlyArray<number>,
  { warm, cold }: { readonly warm: number; readonly cold: number },
): Promise<ReadonlyMap<number, Costs>> => {
  const home = mkdtempSync(join(tmpdir(), 'kehu-growing-'))
  const store = got(
    await openSqliteStore({ path: join(home, 'log.kehu'), clock: Date.now, newId: randomUUID })(),
  )
  const open = (snapshots: boolean): Streams<KehuEvent> =>
    openStreams({
      ...{ store, codec: kehuEventCodec, newId: randomUUID },
      ...(snapshots ? { snapshots: { store: store.readModels } } : {}),
    })
  const times = new Map<number, Record<keyof Costs, number[]>>()
  const streamOf = (length: number) => got(streamName('customer', `C-${length}`))
  try {
    for (const length of lengths) {
      times.set(length, { warm: [], cold: [], snapshot: [] })
      for (let from = 0; from < length; from += 500) {
        const events = Array.from({ length: Math.min(500, length - from) }, () => aPurchase())
        got(await store.append(streamOf(length), from === 0 ? 'noStream' : from - 1, events)())
      }
      const streams = open(true)
      got(await streams.load(streamOf(length), book)())
      await streams.settle()
    }
    const always = open(false)
    const time = async (length: number, how: keyof Costs, streams: Streams<KehuEvent>) => {
      const from = performance.now()
      got(await buyOnce(streams, streamOf(length)))
      times.get(length)?.[how].push(performance.now() - from)
    }
    for (const length of lengths) got(await buyOnce(always, streamOf(length)))
    for (let n = 0; n < warm; n++) for (const length of lengths) await time(length, 'warm', always)
    for (let n = 0; n < cold; n++) {
      for (const length of lengths) {
        await time(length, 'cold', open(false))
        const streams = open(true)
        await time(length, 'snapshot', streams)
        await streams.settle()
      }
    }
  } finally {
    await store.close()
    rmSync(home, { recursive: true })
  }
  return new Map(
    [...times].map(([length, of]) => [
      length,
      { warm: quantile(of.warm, 0.5), cold: quantile(of.cold, 0.5), snapshot: quantile(of.snapshot, 0.5) },
    ]),
  )
}

const purchaseOf = (purchase: string): KehuEvent => {
  const event = {
    type: 'PurchaseRecorded',
    version: 1,
    occurredOn: day,
    data: JSON.stringify({
      customer: 'C',
      line: { purchase, region: 'east', netAmount: 1_000, currency: 'CNY' },
    }),
  }
  return got(
    kehuEventCodec.decode({ ...event, id: purchase, stream: got(streamName('customer', 'C')), revision: 0 }),
  )
}

const aPurchase = (): EventToAppend => {
  const id = randomUUID()
  return { id, ...got(kehuEventCodec.encode(purchaseOf(id))), metadata: metadata(randomUUID()) }
}

/** A purchase that is not in the book yet. */
const buyOnce = (streams: Streams<KehuEvent>, stream: StreamName) => {
  const event = purchaseOf(randomUUID())
  return streams.handle<CustomerState, CustomerEvent, never>({
    ...{ stream, aggregate: book, metadata: metadata(randomUUID()) },
    decide: (state) => async () => ({
      _tag: 'Right',
      right: book.belongs(event) && !state.purchases.has(event.type) ? [event] : [],
    }),
  })()
}

const got = <A>(
  answer:
    | { readonly _tag: 'Left'; readonly left: { readonly message: string } }
    | { readonly _tag: 'Right'; readonly right: A },
): A => {
  if (answer._tag === 'Left') throw new Error(answer.left.message)
  return answer.right
}
