import { setTimeout } from 'node:timers/promises'
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import { status as codes, type ServerWritableStream } from '@grpc/grpc-js'
import { caughtUp, checkpoint, confirmation, readEvent, streamNotFound, trailer } from './answers.ts'
import type { Kept, Log } from './log.ts'

type Call = ServerWritableStream<ReadReq, ReadResp>

/** Reads of a stream or of `$all`, in either direction, once or as a subscription, with a filter and its checkpoints. */
type Old = { readonly msAnEvent: number } | null

export const answerRead = (log: Log, call: Call, old: Old, ended: (stop: () => void) => void): void => {
  const options = call.request.getOptions()
  if (options === undefined) {
    call.emit('error', trailer(codes.INVALID_ARGUMENT, 'unknown', 'no options'))
    return
  }
  const name = nameOf(options)
  const found = name === null ? log.all() : log.stream(name)
  if (found === 'deleted') {
    const error = trailer(codes.FAILED_PRECONDITION, 'stream-deleted', `Event stream '${name}' is deleted.`, {
      'stream-name': name ?? '',
    })
    call.emit('error', error)
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
  const count = Number(options.getCount())
  void write(call, beyond(found, options).slice(0, count).map(readEvent)).then(() => call.end())
}

const nameOf = (options: ReadReq.Options): string | null => {
  const identifier = options.getStream()?.getStreamIdentifier()
  return identifier === undefined ? null : new TextDecoder().decode(identifier.getStreamName_asU8())
}

/** Forwards a position is inclusive, backwards it lies just behind the event: not inclusive. Revisions always are. */
const beyond = (events: ReadonlyArray<Kept>, options: ReadReq.Options): ReadonlyArray<Kept> => {
  const backwards = options.getReadDirection() === 1
  const ordered = backwards ? events.toReversed() : events
  const stream = options.getStream()
  if (stream !== undefined) {
    if (stream.hasStart() || stream.hasEnd()) return ordered
    const from = Number(stream.getRevision())
    return ordered.filter(({ revision }) => (backwards ? revision <= from : revision >= from))
  }
  const position = options.getAll()?.getPosition()
  if (position === undefined) return ordered
  const from = BigInt(position.getCommitPosition())
  return ordered.filter((event) => (backwards ? event.position < from : event.position >= from))
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
  let last = from === undefined ? -1n : BigInt(from.getCommitPosition())
  if (options.getAll()?.hasEnd() === true) last = log.all().at(-1)?.position ?? -1n
  let open = true
  let sending = false
  let again = false
  let seen = 0
  let told = false

  const send = async () => {
    if (sending) {
      again = true
      return
    }
    sending = true
    do {
      again = false
      for (const event of log.all().filter(({ position }) => position > last)) {
        if (!open) return
        last = event.position
        if (old !== null) await setTimeout(old.msAnEvent)
        if (passes(event) && (name === null || event.stream === name)) await write(call, [readEvent(event)])
        if (filter !== undefined && old === null && ++seen % everySo === 0)
          await write(call, [checkpoint(last)])
      }
      if (!told && !again && old === null) {
        told = true
        await write(call, [caughtUp()])
      }
    } while (again)
    sending = false
  }
  const stop = log.onWritten(() => void send())
  const end = () => {
    open = false
    stop()
  }
  call.on('cancelled', end)
  ended(end)
  call.write(confirmation())
  void send()
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
const write = async (call: Call, responses: ReadonlyArray<ReadResp>): Promise<void> => {
  for (const response of responses) {
    if (call.cancelled || call.destroyed) return
    if (!call.write(response)) await drained(call)
  }
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
