import { type Credentials, EventStoreDBClient } from '@eventstore/db-client'
import type { StoreFault } from '@kehu/event-store'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { unreachable } from './faults.ts'

export type Connection = {
  readonly client: EventStoreDBClient
  /** Given with every call. The leader is asked, for another node of a cluster may not know yet what was just written. */
  readonly options: { readonly requiresLeader: true; readonly credentials?: Credentials }
  /** Where it leads, for people: never a password. */
  readonly place: string
  readonly dispose: () => Promise<void>
}

/**
 * A client of our own, from a connection string. Name and password are taken out of it and given with each call: the client
 * writes its connection string to its debug log.
 */
export const connect = (connectionString: string): Either<StoreFault, Connection> => {
  const [, scheme = '', given, rest = ''] =
    /^(?:esdb|kurrentdb|kurrent)(\+discover)?:\/\/(?:([^@/?#]*)@)?(.+)$/i.exec(connectionString) ?? []
  if (rest === '') return left(unreadable)
  try {
    const [username = '', ...password] = (given ?? '').split(':').map(decodeURIComponent)
    const client = appendOneByOne(EventStoreDBClient.connectionString(`esdb${scheme}://${rest}`))
    return right({
      client,
      options: {
        requiresLeader: true,
        ...(given === undefined ? {} : { credentials: hidden(username, password.join(':')) }),
      },
      place: `EventStoreDB ${rest.replace(/[/?#].*$/, '')}`,
      dispose: () => client.dispose(),
    })
  } catch (error) {
    const says = error instanceof Error && /certificate/i.test(error.message) ? ` (${error.message})` : ''
    return left(
      says === ''
        ? unreadable
        : unreachable(`The connection string cannot be used${says}: check the paths in it.`),
    )
  }
}

/** The client writes the options of every call to its debug log, too: what is not enumerable is not written. */
const hidden = (username: string, password: string): Credentials =>
  Object.defineProperties(
    { username: '', password: '' },
    {
      username: { value: username, enumerable: false },
      password: { value: password, enumerable: false },
    },
  )

/** A client that the host made and will dispose of. */
export const connectionOf = (client: unknown): Either<StoreFault, Connection> =>
  client instanceof EventStoreDBClient
    ? right({
        client: appendOneByOne(client),
        options: { requiresLeader: true },
        place: `EventStoreDB (${client.connectionName})`,
        dispose: async () => undefined,
      })
    : left(
        unreachable('The client given is none of @eventstore/db-client 6: make one with EventStoreDBClient.'),
      )

/**
 * Makes a client append with one call an append. Its batch appends share one call and one table of those that wait, over all
 * clients of the process: an error of one rejects the appends of the others, and an answer that comes after throws out of an
 * event handler. A call of its own also has a deadline. See docs/decisions/0011.
 */
const appendOneByOne = (client: EventStoreDBClient): EventStoreDBClient => {
  const supports: unknown = Reflect.get(client, 'supports')
  Reflect.set(client, 'supports', async (method: { readonly path: string }, feature?: string) =>
    typeof supports !== 'function' || /\/BatchAppend$/i.test(method.path) ? false : supports(method, feature),
  )
  return client
}

const unreadable = unreachable(
  'The connection string cannot be read: write esdb://USER:PASSWORD@HOST:PORT?tls=true, as the documentation of EventStoreDB has it.',
)
