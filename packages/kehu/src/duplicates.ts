import type { CustomerId } from '@kehu/domain'
import { type EventStore, load, streamName } from '@kehu/event-store'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { aggregates } from './aggregates.ts'
import type { LookUpFault } from './context.ts'
import { kehuEventCodec } from './event-codec.ts'

/**
 * The ids under which a customer was recorded: its own, and those of the duplicates merged into it. Their streams stay as they
 * are; whoever asks for the customer is told of all of them (policy 4.3-A).
 */
export const recordsOf =
  (store: EventStore) =>
  (customer: CustomerId): TaskEither<LookUpFault, ReadonlySet<CustomerId>> =>
  async () => {
    const stream = streamName('customer', customer)
    if (isLeft(stream)) return stream
    const { belongs, fold } = aggregates.customer
    const loaded = await load(store, kehuEventCodec)(stream.right, belongs, fold)()
    return isLeft(loaded) ? loaded : right(new Set([customer, ...loaded.right.state.absorbed]))
  }
