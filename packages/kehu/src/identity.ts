import type { CustomerCommand, CustomerId } from '@kehu/domain'
import { type HandleFault, type InvalidStreamName, streamName } from '@kehu/event-store'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { v5 as uuidV5 } from 'uuid'
import { aggregates } from './aggregates.ts'
import type { Deps, Sender } from './deps.ts'
import type { DuplicateCustomer } from './errors.ts'

const identityNamespace = '5d0f2b5e-6a6e-5f0e-9a3c-0c6f2f1b7d11'

/** The credit code a command would give a customer. */
export const creditCodeOf = (command: CustomerCommand): string | undefined =>
  command.type === 'RegisterCustomer'
    ? command.profile.creditCode
    : command.type === 'CorrectProfile'
      ? command.changes.creditCode
      : undefined

/**
 * Claims a credit code for a customer in a stream of its own, before anything is written to the customer's: of two who
 * try at once, the first keeps it. A claim made before a crash is found again and completed by the retry.
 *
 * @rejects DuplicateCustomer another customer holds the code
 * @source policy 4.1-A, A21, A22
 */
export const claimCreditCode =
  (deps: Deps, sender: Sender) =>
  (
    creditCode: string,
    customer: CustomerCommand,
  ): TaskEither<DuplicateCustomer | HandleFault | InvalidStreamName, void> =>
  async () => {
    const stream = await identityStream('creditCode', creditCode)
    if (isLeft(stream)) return stream
    const claimed = await deps.streams.handle({
      stream: stream.right,
      aggregate: aggregates.identity,
      metadata: sender.metadata,
      decide: (holder: CustomerId | null) => async () =>
        holder === null
          ? right([
              {
                type: 'IdentityClaimed' as const,
                occurredOn: customer.occurredOn,
                data: { customer: customer.customer, kind: 'creditCode' as const },
              },
            ])
          : holder === customer.customer
            ? right([])
            : left(duplicate(holder, creditCode)),
      idOf: ({ data }) => uuidV5(`${stream.right} ${data.customer}`, identityNamespace),
    })()
    return isLeft(claimed) ? claimed : right(undefined)
  }

/** The code itself stays out of the stream's name: a name is no place for what may have to be erased. */
const identityStream = async (kind: string, value: string) => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${kind}:${value}`))
  return streamName('identity', Buffer.from(hash).toString('hex'))
}

const duplicate = (customer: CustomerId, creditCode: string): DuplicateCustomer => ({
  _tag: 'DuplicateCustomer',
  customer,
  message: `Credit code ${creditCode} belongs to customer ${customer} already: record this under ${customer}, or check the code.`,
})
