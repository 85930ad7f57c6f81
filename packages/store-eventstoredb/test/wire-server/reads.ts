import { setImmediate, setTimeout } from 'node:timers/promises'
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import { status as codes, type ServerWritableStream } from '@grpc/grpc-js'
import { caughtUp, checkpoint, confirmation, readEvent, streamNotFound, trailer } from './answers.ts'
import type { Kept, Log } from './log.ts'

type Call = ServerWritableStream<ReadReq, ReadResp>

/** One before 23.10, which does not say that it has caught up, and may look at each event for so long. */
export type Old = { readonly msAnEvent?: number } | null

/** Reads of a stream or of `$all`, in either direction, once or as a subscription, with a filter and its checkpoints. */
export const answerRead = (log: Log, call: Call, old: Old, ended: (stop: () => void) => void): void => {
  const options = call.request.getOptions()
  if (options === undefined) {
    call.emit('error', trailer(codes.INVALID_ARGUMENT, 'unknown', 'no options'))
    return
  }
  const name = nameOf(options)
  const found = name === null ? log.all() : log.stream(name)
  if (found === 'deleted') {
    call.emit('error', deleted(name ?? ''))
    return
  }
  if (options.hasSubscription()) {
    subscribe(log, call, options, old, ended)
    return
  }
  if (found === null) {
    call.write(streamNotFound(name ?? ''))
    call.end()
    return
  }
  const backwards = options.getReadDirection() === 1
  const start = options.getStream() ?? options.getAll()
  if (!backwards && start?.hasEnd() === true) {
    call.emit('error', trailer(codes.UNKNOWN, 'unknown', 'Unexpected ReadAllResult: Error'))
    return
  }
  void send(call, found, startOf(found, options), backwards ? -1 : 1, options, old)
}

export const deleted = (name: string) =>
  trailer(codes.FAILED_PRECONDITION, 'stream-deleted', `Event stream '${name}' is deleted.`, {
    'stream-name': name,
  })

export const isOfAll = (request: ReadReq): boolean => request.getOptions()?.hasAll() === true

const nameOf = (options: ReadReq.Options): string | null => {
  const identifier = options.getStream()?.getStreamIdentifier()
  return identifier === undefined ? null : new TextDecoder().decode(identifier.getStreamName_asU8())
}

/** Writes events from an index on, as many as were asked for and pass the filter. */
const send = async (
  call: Call,
  events: ReadonlyArray<Kept>,
  start: number,
  step: 1 | -1,
  options: ReadReq.Options,
  old: Old,
): Promise<void> => {
  const passes = filterOf(options)
  const isFiltered = options.hasFilter()
  let left = Number(options.getCount())
  // What is written from now on does not belong to it.
  const end = step === 1 ? events.length : -1
  for (let index = start; left > 0 && index >= 0 && index !== end; index += step) {
    const event = events[index]
    if (event === undefined || call.cancelled || call.destroyed) break
    if (isFiltered && old?.msAnEvent !== undefined) await setTimeout(old.msAnEvent)
    // Looking is not to hold up everybody else.
    else if (index % 1_000 === 0) await setImmediate()
    if (!passes(event)) continue
    left -= 1
    await write(call, readEvent(event))
  }
  call.end()
}

/** Forwards a position is inclusive, backwards it lies just behind the event: not inclusive. Revisions always are. */
const startOf = (events: ReadonlyArray<Kept>, options: ReadReq.Options): number => {
  const backwards = options.getReadDirection() === 1
  const start = options.getStream() ?? options.getAll()
  // Before the first event nothing lies; of a stream, its first event is given even so.
  if (start?.hasStart() === true) return backwards && options.hasAll() ? -1 : 0
  if (start?.hasEnd() === true) return events.length - 1
  const stream = options.getStream()
  if (stream !== undefined) {
    const revision = BigInt(stream.getRevision())
    const index = firstIndex(events, (event) => event.revision >= revision)
    return backwards && events[index]?.revision !== revision ? index - 1 : index
  }
  const position = BigInt(options.getAll()?.getPosition()?.getCommitPosition() ?? 0)
  const index = firstIndex(events, (event) => event.position >= position)
  return backwards ? index - 1 : index
}

/** Of events in order, the first that is so; their number where none is. */
const firstIndex = (events: ReadonlyArray<Kept>, is: (event: Kept) => boolean): number => {
  let [low, high] = [0, events.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const event = events[middle]
    if (event !== undefined && is(event)) high = middle
    else low = middle + 1
  }
  return low
}

const subscribe = (
  log: Log,
  call: Call,
  options: ReadReq.Options,
  old: Old,
  ended: (stop: () => void) => void,
): void => {
  const filter = options.getFilter()
  const passes = filterOf(options)
  const everySo = (filter?.getMax() || 32) * (filter?.getCheckpointintervalmultiplier() || 1)
  const from = options.getAll()?.getPosition()
  const name = nameOf(options)
  const events = log.all()
  const after = BigInt(from?.getCommitPosition() ?? -1)
  let next =
    options.getAll()?.hasEnd() === true
      ? events.length
      : firstIndex(events, (event) => event.position > after)
  let open = true
  let sending = false
  let again = false
  let seen = 0
  let told = false

  const sendNew = async () => {
    if (sending) {
      again = true
      return
    }
    sending = true
    do {
      again = false
      for (; next < events.length; next++) {
        const event = events[next]
        if (!open || event === undefined) return
        if (old?.msAnEvent !== undefined) await setTimeout(old.msAnEvent)
        else if (next % 1_000 === 0) await setImmediate()
        if (passes(event) && (name === null || event.stream === name)) await write(call, readEvent(event))
        if (filter !== undefined && ++seen % everySo === 0) await write(call, checkpoint(event.position))
      }
      if (!told && !again && old === null) {
        told = true
        await write(call, caughtUp())
      }
    } while (again)
    sending = false
  }
  const stop = log.onWritten(() => void sendNew())
  const end = () => {
    open = false
    stop()
  }
  call.on('cancelled', end)
  ended(end)
  call.write(confirmation())
  void sendNew()
}

const filterOf = (options: ReadReq.Options): ((event: Kept) => boolean) => {
  const filter = options.getFilter()
  if (filter === undefined) return () => true
  const byStream = filter.getStreamIdentifier()
  const expression = byStream ?? filter.getEventType()
  const prefixes = expression?.getPrefixList() ?? []
  const regex = new RegExp(expression?.getRegex() || '(?:)')
  return ({ stream, type }) => {
    const text = byStream === undefined ? type : stream
    return prefixes.length > 0 ? prefixes.some((prefix) => text.startsWith(prefix)) : regex.test(text)
  }
}

/** Waits where the client reads slowly: that is how backpressure arrives. */
const write = async (call: Call, response: ReadResp): Promise<void> => {
  if (call.cancelled || call.destroyed) return
  if (!call.write(response)) await drained(call)
}

const drained = (call: Call): Promise<void> =>
  new Promise((resolve) => {
    const events = ['drain', 'cancelled', 'close', 'error']
    const done = () => {
      for (const event of events) call.off(event, done)
      resolve()
    }
    for (const event of events) call.on(event, done)
  })
