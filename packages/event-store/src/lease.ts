import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { EventStore } from './event-store.ts'
import type { AppendFault, StoreFault } from './faults.ts'
import { shown } from './shown.ts'
import type { StoredEvent } from './stored-event.ts'
import { type InvalidStreamName, type StreamName, streamName } from './stream-name.ts'
import { millisIn, storeFailed, totalTask } from './total.ts'

export type LeaseFault = StoreFault | AppendFault | InvalidStreamName

/** Something that one holder at a time may work on. */
export type Lease = {
  /** Until when it is held, in UTC milliseconds. */
  readonly until: () => number
  /** Holds it for another while; false when it is no longer ours: stop working at once. */
  readonly renew: TaskEither<LeaseFault, boolean>
  /** Lets others have it before it runs out. */
  readonly release: TaskEither<LeaseFault, void>
}

/**
 * Takes a lease, or null while somebody else holds it. It is kept as events of one stream, so optimistic concurrency decides who
 * of several has it, in every store. Keep leases in a log of their own (another file, schema or log name): they are no business of
 * the log that is worked on.
 *
 * Who holds one renews it in good time, and stops working when it cannot: nobody stops him but himself. What he does meanwhile must
 * do no harm when a second one begins, as a read model does none whose state and checkpoint are saved together.
 *
 * @param options.clock now, in UTC milliseconds; the clocks of all holders must agree to within a part of `ttlMs`
 */
export const takeLease = (
  store: EventStore,
  options: {
    readonly name: string
    readonly holder: string
    readonly ttlMs: number
    readonly clock: () => number
    readonly newId: () => string
  },
): TaskEither<LeaseFault, Lease | null> =>
  totalTask<LeaseFault, Lease | null>(async () => {
    const stream = streamName('lease', options.name)
    if (isLeft(stream)) return stream
    const last = await lastOf(store, stream.right)
    if (isLeft(last)) return last
    const { revision, held } = last.right
    const isFree = held === null || held.holder === options.holder || held.until <= millisIn(options.clock)
    if (!isFree) return right(null)
    const taken = await write(store, stream.right, revision, options)
    if (isLeft(taken)) return taken
    return right(taken.right === null ? null : leaseFrom(store, stream.right, taken.right, options))
  })

type Options = Parameters<typeof takeLease>[1]
type Held = { readonly holder: string; readonly until: number }
type Written = { readonly revision: number; readonly until: number }

const leaseFrom = (store: EventStore, stream: StreamName, first: Written, options: Options): Lease => {
  let held: Written | null = first
  return {
    until: () => held?.until ?? 0,
    renew: totalTask<LeaseFault, boolean>(async () => {
      if (held === null) return right(false)
      const renewed = await write(store, stream, held.revision, options)
      if (isLeft(renewed)) return renewed
      held = renewed.right
      return right(held !== null)
    }),
    release: totalTask<LeaseFault, void>(async () => {
      if (held === null) return right(undefined)
      const released = await write(store, stream, held.revision, { ...options, ttlMs: 0 })
      held = null
      return isLeft(released) ? released : right(undefined)
    }),
  }
}

/** Null when somebody else was there first. */
const write = async (
  store: EventStore,
  stream: StreamName,
  revision: number | null,
  { holder, ttlMs, clock, newId }: Options,
): Promise<Either<LeaseFault, Written | null>> => {
  const now = millisIn(clock)
  const until = typeof ttlMs === 'number' ? now + ttlMs : Number.NaN
  // A lease until no moment would be held by everybody, or by nobody.
  if (!Number.isSafeInteger(until) || ttlMs < 0)
    return left(storeFailed(new RangeError(`no lease lasts from ${shown(now)} for ${shown(ttlMs)} ms`)))
  const appended = await store.append(stream, revision ?? 'noStream', [
    {
      id: newId(),
      type: 'LeaseHeld',
      version: 1,
      data: JSON.stringify({ holder, until }),
      occurredOn: new Date(now).toISOString().slice(0, 10),
      metadata: { actor: holder, correlationId: '', causationId: '', commandId: '' },
    },
  ])()
  if (isLeft(appended)) return appended.left._tag === 'Conflict' ? right(null) : appended
  return right({ revision: appended.right.revision, until })
}

const lastOf = async (
  store: EventStore,
  stream: StreamName,
): Promise<Either<StoreFault, { readonly revision: number | null; readonly held: Held | null }>> => {
  for await (const page of store.readStream(stream, { direction: 'backwards', pageSize: 1 })) {
    if (isLeft(page)) return page
    const last = page.right[0]
    if (last !== undefined) return right({ revision: last.revision, held: heldIn(last) })
  }
  return right({ revision: null, held: null })
}

/** Nobody, where it is none of ours. */
const heldIn = ({ data }: StoredEvent): Held | null => {
  const said: unknown = JSON.parse(data)
  if (typeof said !== 'object' || said === null || !('holder' in said) || !('until' in said)) return null
  return { holder: String(said.holder), until: Number(said.until) }
}
