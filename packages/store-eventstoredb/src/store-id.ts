import { type BinaryEventType, NO_STREAM } from '@eventstore/db-client'
import type { StoreFault } from '@kehu/event-store'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Connection } from './connection.ts'
import { failureOf, within } from './faults.ts'
import { drain } from './reading.ts'

/** A stream of our own; its name is none that Kehu gives, so it is never part of a log. */
const streamOf = (prefix: string): string => `${prefix}kehuStore`

/** The identity of the log: written once, by whoever opens it first. Fails as the client does. */
export const storeId = async (
  { client, options: always, place }: Connection,
  options: {
    readonly prefix: string
    readonly silentMs: number
    readonly newId: () => string
    readonly create: boolean
  },
): Promise<Either<StoreFault, string>> => {
  const { prefix, silentMs, create, newId } = options
  const known = await readId()
  if (known !== null) return right(known)
  if (!create) {
    return left({
      _tag: 'NotAStore',
      message: `${place} holds no Kehu store: check the address and the name of the log.`,
    })
  }
  const id = newId()
  try {
    await within(
      silentMs,
      client.appendToStream<BinaryEventType>(
        streamOf(prefix),
        {
          id: newId(),
          type: 'KehuStoreOpened',
          contentType: 'application/octet-stream',
          data: new TextEncoder().encode(id),
          metadata: {},
        },
        { expectedRevision: NO_STREAM, ...always },
      ),
    )
  } catch (error) {
    if (failureOf(place, error)._tag !== 'WrongRevision') throw error
  }
  // Of two who opened it at once, the first has named it.
  return right((await readId()) ?? id)

  async function readId(): Promise<string | null> {
    const stream = client.readStream<BinaryEventType>(streamOf(prefix), { maxCount: 1, ...always })
    try {
      for await (const { event } of drain(stream, silentMs)) {
        if (event !== undefined) return new TextDecoder().decode(event.data)
      }
    } catch (error) {
      if (failureOf(place, error)._tag !== 'NoStream') throw error
    }
    return null
  }
}
