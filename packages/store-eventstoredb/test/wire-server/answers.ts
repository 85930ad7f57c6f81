import shared from '@eventstore/db-client/generated/shared_pb.js'
import statuses from '@eventstore/db-client/generated/status_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import { type status as codes, Metadata, type ServiceError } from '@grpc/grpc-js'
import any from 'google-protobuf/google/protobuf/any_pb.js'
import empties from 'google-protobuf/google/protobuf/empty_pb.js'
import type { Kept } from './log.ts'

/** An error as the server sends it with a unary call or a read: in the trailers. */
export const trailer = (
  code: codes,
  exception: string,
  message: string,
  more: Readonly<Record<string, string>> = {},
): Partial<ServiceError> => {
  const metadata = new Metadata()
  metadata.set('exception', exception)
  for (const [key, value] of Object.entries(more)) metadata.set(key, value)
  return { code, details: message, metadata }
}

/** An error of a batch append: a status with the error packed into it. */
export const packed = (name: string, code: number, message: { serializeBinary: () => Uint8Array }) => {
  const details = new any.Any()
  details.pack(message.serializeBinary(), `event_store.client.${name}`)
  const status = new statuses.Status()
  status.setCode(code)
  status.setMessage(name)
  status.setDetails(details)
  return status
}

export const wrongRevision = (actual: bigint | null) => {
  const error = new shared.WrongExpectedVersion()
  if (actual === null) error.setCurrentNoStream(new empties.Empty())
  else error.setCurrentStreamRevision(String(actual))
  error.setExpectedAny(new empties.Empty())
  return error
}

export const streamIdentifier = (name: string) => {
  const identifier = new shared.StreamIdentifier()
  identifier.setStreamName(new TextEncoder().encode(name))
  return identifier
}

export const readEvent = (kept: Kept) => {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent()
  const id = new shared.UUID()
  id.setString(kept.id)
  recorded.setId(id)
  recorded.setStreamIdentifier(streamIdentifier(kept.stream))
  recorded.setStreamRevision(String(kept.revision))
  recorded.setCommitPosition(String(kept.position))
  recorded.setPreparePosition(String(kept.position))
  recorded.getMetadataMap().set('type', kept.type)
  recorded.getMetadataMap().set('content-type', kept.contentType)
  recorded.getMetadataMap().set('created', kept.created)
  recorded.setData(kept.data)
  recorded.setCustomMetadata(kept.metadata)
  const event = new streams.ReadResp.ReadEvent()
  event.setEvent(recorded)
  event.setCommitPosition(String(kept.position))
  const response = new streams.ReadResp()
  response.setEvent(event)
  return response
}

export const streamNotFound = (name: string) => {
  const notFound = new streams.ReadResp.StreamNotFound()
  notFound.setStreamIdentifier(streamIdentifier(name))
  const response = new streams.ReadResp()
  response.setStreamNotFound(notFound)
  return response
}

export const confirmation = () => {
  const confirmed = new streams.ReadResp.SubscriptionConfirmation()
  confirmed.setSubscriptionId(crypto.randomUUID())
  const response = new streams.ReadResp()
  response.setConfirmation(confirmed)
  return response
}

export const checkpoint = (position: bigint) => {
  const reached = new streams.ReadResp.Checkpoint()
  reached.setCommitPosition(String(position))
  reached.setPreparePosition(String(position))
  const response = new streams.ReadResp()
  response.setCheckpoint(reached)
  return response
}

export const caughtUp = () => {
  const response = new streams.ReadResp()
  response.setCaughtUp(new streams.ReadResp.CaughtUp())
  return response
}
