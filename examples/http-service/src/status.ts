import type { KehuError, Rejection } from '@kehu/kehu'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** What HTTP itself has to say against a request, before or instead of Kehu. */
export type RequestFault = {
  readonly _tag:
    | 'NotAuthenticated'
    | 'BadRequest'
    | 'NotFound'
    | 'BodyTooLarge'
    | 'UnsupportedMediaType'
    | 'PreconditionFailed'
    | 'PreconditionRequired'
  readonly message: string
}

export type Fault = KehuError | RequestFault

/**
 * The status of everything that may come back instead of an answer. A rule that refuses is 422, and so needs no line; whatever else
 * Kehu can say does not compile without one.
 */
export const statusOf = ({ _tag }: Fault): ContentfulStatusCode => {
  if (isListed(_tag)) return statuses[_tag]
  const byTheRules: Rejection['_tag'] = _tag
  return byTheRules === 'NotPermitted' ? 403 : 422
}

type Listed = Exclude<Fault['_tag'], Rejection['_tag']>

const isListed = (tag: Fault['_tag']): tag is Listed => Object.hasOwn(statuses, tag)

const statuses: Readonly<Record<Listed, ContentfulStatusCode>> = {
  // The request cannot be meant so.
  BadRequest: 400,
  Invalid: 400,
  InvalidStreamName: 400,
  NotAuthenticated: 401,
  NotFound: 404,
  BodyTooLarge: 413,
  TooLarge: 413,
  UnsupportedMediaType: 415,

  // It is a good one, and does not fit what is there.
  Conflict: 409,
  DuplicateId: 409,
  PreconditionFailed: 412,
  PreconditionRequired: 428,
  CommandIdReused: 422,
  InvalidEvent: 422,

  // Later, perhaps.
  Busy: 503,
  Cancelled: 503,
  Closed: 503,
  Unreachable: 503,

  // For whoever runs the service: what it is stands in the log, and in no answer.
  Corrupt: 500,
  Defect: 500,
  Full: 507,
  InvalidPosition: 500,
  Moved: 500,
  NewerSchema: 500,
  NotAStore: 500,
  PoisonEvent: 500,
  ReadOnly: 500,
  StoreFailed: 500,
  Undecodable: 500,
  Unencodable: 500,
  UnencodableState: 500,
}
