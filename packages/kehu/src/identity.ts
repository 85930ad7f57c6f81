import type { CalendarDate, CustomerId } from '@kehu/domain'
import { type HandleFault, type InvalidStreamName, streamName } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { v5 as uuidV5 } from 'uuid'
import type { Deps, Sender } from './deps.ts'
import type { DuplicateCustomer } from './errors.ts'
import type { KehuEvent } from './event-codec.ts'
import type { LookUpFault } from './look-up-fault.ts'
import { streamsOf } from './streams-of.ts'
import { belongsTo } from './viewing.ts'

const identityNamespace = '5d0f2b5e-6a6e-5f0e-9a3c-0c6f2f1b7d11'

/** That a customer is to have a credit code from a day on. */
export type CreditCodeClaim = {
  readonly customer: CustomerId
  readonly creditCode: string
  readonly occurredOn: CalendarDate
}

/** The claim in an event that gives a customer a credit code; null for every other. */
export const creditCodeIn = ({ type, occurredOn, data }: KehuEvent): CreditCodeClaim | null => {
  const creditCode =
    type === 'CustomerRegistered'
      ? data.profile.creditCode
      : type === 'ProfileCorrected'
        ? data.changes.creditCode
        : undefined
  return creditCode === undefined || !('customer' in data) || data.customer === undefined
    ? null
    : { customer: data.customer, creditCode, occurredOn }
}

/**
 * Claims a credit code for a customer in a stream of its own, before anything is written to the customer's: of two who
 * try at once, the first keeps it. A claim made before a crash is found again and completed by the retry.
 *
 * @rejects DuplicateCustomer another customer holds the code; whose it is, is told to those it concerns
 * @source policy 4.1-A, A21, A22
 */
export const claimCreditCode =
  (deps: Deps, sender: Sender) =>
  ({
    customer,
    creditCode,
    occurredOn,
  }: CreditCodeClaim): TaskEither<DuplicateCustomer | LookUpFault | HandleFault | InvalidStreamName, void> =>
  async () => {
    const stream = await identityStream('creditCode', creditCode)
    if (isLeft(stream)) return stream
    const claimed = await deps.streams.handle({
      stream: stream.right,
      aggregate: streamsOf.identity,
      metadata: sender.metadata,
      decide: (holder: CustomerId | null) => async () => {
        if (holder === customer) return right([])
        if (holder !== null) return held(deps, sender, holder, creditCode)
        const data = { customer, kind: 'creditCode' as const }
        return right([{ type: 'IdentityClaimed' as const, occurredOn, data }])
      },
      idOf: ({ data }) => uuidV5(`${stream.right} ${data.customer}`, identityNamespace),
    })()
    return isLeft(claimed) ? claimed : right(undefined)
  }

/** The code itself stays out of the stream's name: a name is no place for what may have to be erased. */
const identityStream = async (kind: string, value: string) => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${kind}:${value}`))
  return streamName('identity', Buffer.from(hash).toString('hex'))
}

const held = async (
  deps: Deps,
  sender: Sender,
  holder: CustomerId,
  creditCode: string,
): Promise<Either<DuplicateCustomer | LookUpFault, never>> => {
  const told = await belongsTo(deps, sender, holder)
  if (isLeft(told)) return told
  const whose = told.right ? `customer ${holder}` : 'another customer, of a region you do not belong to,'
  return left({
    _tag: 'DuplicateCustomer',
    customer: told.right ? holder : null,
    message: `Credit code ${creditCode} belongs to ${whose} already: record this under that customer, or check the code.`,
  })
}
