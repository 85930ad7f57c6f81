import type { CustomerId } from '@kehu/domain'
import { streamName } from '@kehu/event-store'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Deps } from './deps.ts'
import type { LookUpFault } from './look-up-fault.ts'
import { streamsOf } from './streams-of.ts'

/**
 * The ids under which a customer was recorded: its own, and those of the duplicates merged into it. Their streams stay as they
 * are; whoever asks for the customer is told of all of them (policy 4.3-A).
 */
export const recordsOf =
  ({ streams }: Pick<Deps, 'streams'>) =>
  (customer: CustomerId): TaskEither<LookUpFault, ReadonlySet<CustomerId>> =>
  async () => {
    const stream = streamName('customer', customer)
    if (isLeft(stream)) return stream
    const loaded = await streams.load(stream.right, streamsOf.customer)()
    return isLeft(loaded) ? loaded : right(new Set([customer, ...loaded.right.state.absorbed]))
  }
