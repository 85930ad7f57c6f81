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
import { trailer } from './wire-server/answers.ts'
import { answerAppend, answerBatchAppend, type Fate } from './wire-server/appends.ts'
import { type Log, openLog } from './wire-server/log.ts'
import { answerRead } from './wire-server/reads.ts'

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
  /** Names and passwords; without them everybody may do everything. */
  readonly users?: Readonly<Record<string, string>>
  readonly tls?: { readonly key: Buffer; readonly certificate: Buffer }
  /** One before 23.10 that does not say it has caught up, and looks at each event for so long. */
  readonly old?: { readonly msAnEvent: number }
}

export const startWireServer = async (options: Options = {}): Promise<WireServer> => {
  const log = openLog(options.file)
  let how: Behaviour = 'well'
  let appends = 0
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
    const refused = (metadata: Metadata) => refusal(options.users, metadata)
    made.addService(featureServices.ServerFeaturesService, {
      getSupportedMethods: (
        _: ServerUnaryCall<unknown, SupportedMethods>,
        answer: sendUnaryData<SupportedMethods>,
      ) => answer(null, supportedMethods()),
    })
    made.addService(streamServices.StreamsService, {
      read: (call: ServerWritableStream<ReadReq, ReadResp>) => {
        const no = refused(call.metadata)
        if (no !== null) return void call.emit('error', no)
        if (how === 'silent') return
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
        log.remove(nameIn(call.request.getOptions()), 'soft')
        answer(null, new streams.DeleteResp())
      },
      tombstone: (
        call: ServerUnaryCall<TombstoneReq, TombstoneResp>,
        answer: sendUnaryData<TombstoneResp>,
      ) => {
        log.remove(nameIn(call.request.getOptions()), 'hard')
        answer(null, new streams.TombstoneResp())
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

const refusal = (users: Options['users'], metadata: Metadata): Partial<ServiceError> | null => {
  if (users === undefined) return null
  const [given] = metadata.get('authorization')
  if (given === undefined) return trailer(codes.PERMISSION_DENIED, 'access-denied', 'Access Denied')
  const [name = '', password] = Buffer.from(String(given).replace(/^Basic /, ''), 'base64')
    .toString()
    .split(/:(.*)/s)
  return users[name] === password && password !== undefined
    ? null
    : trailer(codes.UNAUTHENTICATED, 'not-authenticated', 'UnAuthenticated')
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

const nameIn = (
  options: { getStreamIdentifier: () => { getStreamName_asU8: () => Uint8Array } | undefined } | undefined,
) => new TextDecoder().decode(options?.getStreamIdentifier()?.getStreamName_asU8())

/** Settles when something has happened, or fails after a while. */
export const until = async (fact: () => boolean, what: string, ms = 10_000): Promise<void> => {
  const from = performance.now()
  while (!fact()) {
    if (performance.now() - from > ms) throw new Error(`Not within ${ms} ms: ${what}`)
    await setTimeout(5)
  }
}
