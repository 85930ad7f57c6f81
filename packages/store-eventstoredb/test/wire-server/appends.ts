import { setTimeout } from 'node:timers/promises'
import shared, { type UUID } from '@eventstore/db-client/generated/shared_pb.js'
import streams, {
  type AppendReq,
  type AppendResp,
  type BatchAppendReq,
  type BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js'
import {
  status as codes,
  type ServerDuplexStream,
  type ServerReadableStream,
  type sendUnaryData,
} from '@grpc/grpc-js'
import { packed, streamIdentifier, trailer, wrongRevision } from './answers.ts'
import { appendBytesMax, type Expected, type Log, type Outcome, type Proposed } from './log.ts'
import { deleted } from './reads.ts'

let calls = 0

/** What a test lets happen to an append: it may never be answered, or before or after it is written. */
export type Fate = (append: () => Outcome) => Promise<Outcome | 'silent'>

export const answerAppend = (
  log: Log,
  fate: Fate,
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
): void => {
  let options: AppendReq.Options | undefined
  const proposed: Proposed[] = []
  call.on('data', (request: AppendReq) => {
    options ??= request.getOptions()
    const message = request.getProposedMessage()
    if (message !== undefined) proposed.push(proposedOf(message))
  })
  call.on('end', async () => {
    if (options === undefined) return answer(trailer(codes.INVALID_ARGUMENT, 'unknown', 'no options'))
    // The end of a broken connection looks like the end of the request, a moment before it shows. The real server then writes
    // nothing: it has not been given the whole. And of appends that are under way together the real server takes some first
    // that came later: here every other one waits longer.
    await setTimeout(++calls % 2 === 0 ? 2 : 4)
    if (call.cancelled) return
    const asked = options
    const name = textOf(asked.getStreamIdentifier()?.getStreamName_asU8())
    const outcome = await fate(() => log.append(name, expectedOf(asked, asked.getRevision()), proposed))
    if (outcome === 'silent') return
    switch (outcome._tag) {
      case 'Deleted':
        return answer(deleted(name))
      case 'TooLarge':
        return answer(
          trailer(codes.INVALID_ARGUMENT, 'maximum-append-size-exceeded', 'Maximum Append Size Exceeded.', {
            'maximum-append-size': String(appendBytesMax),
          }),
        )
      case 'WrongRevision': {
        const wrong = new streams.AppendResp.WrongExpectedVersion()
        if (outcome.actual === null) wrong.setCurrentNoStream(new shared.Empty())
        else wrong.setCurrentRevision(String(outcome.actual))
        const response = new streams.AppendResp()
        response.setWrongExpectedVersion(wrong)
        return answer(null, response)
      }
      case 'Written': {
        const position = new streams.AppendResp.Position()
        position.setCommitPosition(String(outcome.position))
        position.setPreparePosition(String(outcome.position))
        const success = new streams.AppendResp.Success()
        success.setCurrentRevision(String(outcome.revision))
        success.setPosition(position)
        const response = new streams.AppendResp()
        response.setSuccess(success)
        return answer(null, response)
      }
    }
  })
}

export const answerBatchAppend = (
  log: Log,
  fate: Fate,
  call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
): void => {
  const begun = new Map<string, { options: BatchAppendReq.Options; proposed: Proposed[] }>()
  call.on('data', async (request: BatchAppendReq) => {
    const correlation = request.getCorrelationId()
    const id = idOf(correlation)
    const options = request.getOptions()
    const batch = begun.get(id) ?? (options === undefined ? undefined : { options, proposed: [] })
    if (batch === undefined) return
    begun.set(id, batch)
    batch.proposed.push(...request.getProposedMessagesList().map(proposedOf))
    if (!request.getIsFinal()) return
    begun.delete(id)
    const name = textOf(batch.options.getStreamIdentifier()?.getStreamName_asU8())
    const expected = expectedOf(batch.options, batch.options.getStreamPosition())
    const outcome = await fate(() => log.append(name, expected, batch.proposed))
    if (outcome === 'silent') return
    const response = new streams.BatchAppendResp()
    if (correlation !== undefined) response.setCorrelationId(correlation)
    response.setStreamIdentifier(streamIdentifier(name))
    fill(response, outcome)
    call.write(response)
  })
  call.on('end', () => call.end())
}

const fill = (response: BatchAppendResp, outcome: Outcome): void => {
  switch (outcome._tag) {
    case 'Deleted':
      return void response.setError(
        packed('StreamDeleted', codes.FAILED_PRECONDITION, new shared.StreamDeleted()),
      )
    case 'TooLarge': {
      const tooLarge = new shared.MaximumAppendSizeExceeded()
      tooLarge.setMaxappendsize(appendBytesMax)
      return void response.setError(packed('MaximumAppendSizeExceeded', codes.INVALID_ARGUMENT, tooLarge))
    }
    case 'WrongRevision':
      return void response.setError(
        packed('WrongExpectedVersion', codes.FAILED_PRECONDITION, wrongRevision(outcome.actual)),
      )
    case 'Written': {
      const position = new shared.AllStreamPosition()
      position.setCommitPosition(String(outcome.position))
      position.setPreparePosition(String(outcome.position))
      const success = new streams.BatchAppendResp.Success()
      success.setCurrentRevision(String(outcome.revision))
      success.setPosition(position)
      response.setSuccess(success)
    }
  }
}

/** What a writer expects of a stream, in any of the requests that say so. */
export const expectedOf = (
  options: {
    readonly hasAny: () => boolean
    readonly hasNoStream: () => boolean
    readonly hasStreamExists: () => boolean
  },
  revision: string,
): Expected => {
  if (options.hasAny()) return 'any'
  if (options.hasNoStream()) return 'no_stream'
  return options.hasStreamExists() ? 'stream_exists' : BigInt(revision)
}

const proposedOf = (message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): Proposed => ({
  id: idOf(message.getId()),
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
})

const idOf = (uuid: UUID | undefined): string => uuid?.getString() ?? ''

export const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)
