import { setTimeout } from 'node:timers/promises'
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import features, { type SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js'
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js'
import streams, {
  type AppendReq,
  type AppendResp,
  type BatchAppendReq,
  type BatchAppendResp,
  type DeleteReq,
  type DeleteResp,
  type ReadReq,
  type ReadResp,
  type TombstoneReq,
  type TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js'
import {
  status as codes,
  type Metadata,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceError,
  type sendUnaryData,
} from '@grpc/grpc-js'
import { createAccess } from './wire-server/access.ts'
import { trailer } from './wire-server/answers.ts'
import { answerAppend, answerBatchAppend, expectedOf, type Fate, textOf } from './wire-server/appends.ts'
import { type Expected, type Log, openLog } from './wire-server/log.ts'
import { answerRead, deleted, isOfAll, type Old } from './wire-server/reads.ts'

/**
 * An EventStoreDB server as far as a client sees one, built from the stubs that ship with the client: appends one by one and in
 * batches, reads, subscriptions with filters and checkpoints, deletion. It can misbehave on demand.
 */
export type WireServer = {
  readonly port: number
  readonly url: string
  readonly log: Log
  /** What happens to appends from now on. */
  readonly behave: (how: Behaviour) => void
  /** How many appends have come in, also those that were not answered. */
  readonly appendsSeen: () => number
  /** How many reads and subscriptions were begun. */
  readonly readsSeen: () => number
  /** How many events were sent by reads and subscriptions. */
  readonly eventsSent: () => number
  /** How many reads and subscriptions are open. */
  readonly openReads: () => number
  /** Ends every subscription and read, as a server does that is overloaded. */
  readonly dropReads: () => void
  /** As a crash does: every connection is cut. What was written stays. */
  readonly die: () => void
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

export type Behaviour =
  | 'well'
  /** Takes calls and never answers. */
  | 'silent'
  | { readonly slowMs: number }
  /** Dies at the next append, before it is written or after. */
  | 'die before writing'
  | 'die after writing'

type Options = {
  readonly port?: number
  /** Where it keeps its log, so that it outlives the process. */
  readonly file?: string
  /** Names and passwords; without them everybody may do everything. `admin` may, the others only what `$settings` grants. */
  readonly users?: Readonly<Record<string, string>>
  readonly tls?: { readonly key: Buffer; readonly certificate: Buffer }
  /** One before 23.10. */
  readonly old?: Old
}

export const startWireServer = async (options: Options = {}): Promise<WireServer> => {
  const log = openLog(options.file)
  let how: Behaviour = 'well'
  let appends = 0
  let readsSeen = 0
  let eventsSent = 0
  let port = options.port ?? 0
  let server: Server | null = null
  const reads = new Map<object, () => void>()

  const die = () => {
    server?.forceShutdown()
    server = null
  }
  const fate: Fate = async (append) => {
    appends++
    if (how === 'silent') return 'silent'
    if (typeof how === 'object') await setTimeout(how.slowMs)
    if (how === 'die before writing' || how === 'die after writing') {
      if (how === 'die after writing') append()
      how = 'well'
      die()
      return 'silent'
    }
    return append()
  }

  const start = async (): Promise<void> => {
    const made = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 })
    // What a server remembers of ids is a cache.
    log.forgetIds()
    const access = createAccess(options.users, log)
    const refused = (metadata: Metadata) => access.refusal(metadata)
    made.addService(featureServices.ServerFeaturesService, {
      getSupportedMethods: (
        _: ServerUnaryCall<unknown, SupportedMethods>,
        answer: sendUnaryData<SupportedMethods>,
      ) => answer(null, supportedMethods()),
    })
    made.addService(streamServices.StreamsService, {
      read: (call: ServerWritableStream<ReadReq, ReadResp>) => {
        const no = access.refusal(call.metadata, isOfAll(call.request) ? '$all' : undefined)
        if (no !== null) return void call.emit('error', no)
        if (how === 'silent') return
        readsSeen++
        const write = call.write.bind(call)
        call.write = (response: ReadResp, ...rest: ReadonlyArray<never>) => {
          if (response.hasEvent()) eventsSent++
          return write(response, ...rest)
        }
        reads.set(call, () => call.emit('error', trailer(codes.CANCELLED, 'unknown', 'Operation timed out')))
        for (const end of ['cancelled', 'close', 'finish', 'error']) call.on(end, () => reads.delete(call))
        answerRead(log, call, options.old ?? null, (stop) => {
          call.on('close', stop)
          call.on('error', stop)
        })
      },
      append: (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>) => {
        const no = refused(call.metadata)
        if (no !== null) return answer(no)
        answerAppend(log, fate, call, answer)
      },
      batchAppend: (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>) => {
        const no = refused(call.metadata)
        if (no !== null) return void call.emit('error', no)
        answerBatchAppend(log, fate, call)
      },
      delete: (call: ServerUnaryCall<DeleteReq, DeleteResp>, answer: sendUnaryData<DeleteResp>) => {
        const { name, expected } = asked(call.request.getOptions())
        const no = refused(call.metadata) ?? removed(log, name, expected, 'soft')
        return no === null ? answer(null, new streams.DeleteResp()) : answer(no)
      },
      tombstone: (
        call: ServerUnaryCall<TombstoneReq, TombstoneResp>,
        answer: sendUnaryData<TombstoneResp>,
      ) => {
        const { name, expected } = asked(call.request.getOptions())
        const no = refused(call.metadata) ?? removed(log, name, expected, 'hard')
        return no === null ? answer(null, new streams.TombstoneResp()) : answer(no)
      },
    })
    port = await bound(made, port, options)
    server = made
  }

  await start()
  return {
    get port() {
      return port
    },
    get url() {
      return `esdb://127.0.0.1:${port}?tls=${options.tls !== undefined}`
    },
    log,
    behave: (now) => {
      how = now
    },
    appendsSeen: () => appends,
    readsSeen: () => readsSeen,
    eventsSent: () => eventsSent,
    openReads: () => reads.size,
    dropReads: () => {
      for (const drop of [...reads.values()]) drop()
    },
    die,
    start,
    stop: async () => die(),
  }
}

const bound = async (server: Server, port: number, { tls }: Options): Promise<number> => {
  const credentials =
    tls === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.certificate }])
  // The port of a server that has just died may be taken for a moment.
  for (let attempts = 0; ; attempts++) {
    try {
      return await new Promise((resolve, reject) => {
        server.bindAsync(`127.0.0.1:${port}`, credentials, (error, given) =>
          error === null ? resolve(given) : reject(error),
        )
      })
    } catch (error) {
      if (attempts > 100) throw error
      await setTimeout(20)
    }
  }
}

/** Null where it was done. */
const removed = (
  log: Log,
  name: string,
  expected: Expected,
  how: 'soft' | 'hard',
): Partial<ServiceError> | null => {
  const outcome = log.remove(name, expected, how)
  switch (outcome._tag) {
    case 'Deleted':
      return deleted(name)
    case 'WrongRevision':
      return trailer(codes.FAILED_PRECONDITION, 'wrong-expected-version', 'Wrong expected version.', {
        'stream-name': name,
        'expected-version': String(numbers[String(expected)] ?? expected),
        'actual-version': String(outcome.actual ?? -1n),
      })
    default:
      return null
  }
}

const supportedMethods = () => {
  const supported = new features.SupportedMethods()
  supported.setEventStoreServerVersion('23.10.0')
  supported.setMethodsList(
    ['read', 'append', 'batchappend', 'delete', 'tombstone'].map((name) => {
      const method = new features.SupportedMethod()
      method.setServiceName('event_store.client.streams.streams')
      method.setMethodName(name)
      return method
    }),
  )
  return supported
}

/** As the server's own protocol writes what is no revision. */
const numbers: Readonly<Record<string, number>> = { any: -2, no_stream: -1, stream_exists: -4 }

const asked = (options: DeleteReq.Options | TombstoneReq.Options | undefined) => {
  const name = textOf(options?.getStreamIdentifier()?.getStreamName_asU8())
  const expected = options === undefined ? 'any' : expectedOf(options, options.getRevision())
  return { name, expected }
}

/** Settles when something has happened, or fails after a while. */
export const until = async (fact: () => boolean, what: string, ms = 10_000): Promise<void> => {
  const from = performance.now()
  while (!fact()) {
    if (performance.now() - from > ms) throw new Error(`Not within ${ms} ms: ${what}`)
    await setTimeout(5)
  }
}
