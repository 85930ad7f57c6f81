import { createRequire } from 'node:module'
import { isIP } from 'node:net'
import { type Credentials, EventStoreDBClient } from '@eventstore/db-client'
import type { StoreFault } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { parseConnectionString } from './connection-string.ts'
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
  const parsed = parseConnectionString(String(connectionString))
  if (isLeft(parsed)) return left(unreadable)
  const { credentials, withoutCredentials, hosts } = parsed.right
  try {
    const client = withoutNameForAddresses(() => EventStoreDBClient.connectionString(withoutCredentials))
    return right({
      client: appendOneByOne(client),
      options: {
        requiresLeader: true,
        ...(credentials === null ? {} : { credentials: hidden(credentials) }),
      },
      place: `EventStoreDB ${hosts}`,
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
const hidden = ({ username, password }: Credentials): Credentials =>
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

/**
 * Makes a client that does not tell a server at an IP address its name: an address is none (RFC 6066), and Node warns of it (DEP0123).
 * The certificate is checked against the address as before. The client has no option for its credentials, and so, for the length of
 * this one call, those that it asks its gRPC library for are changed.
 */
const withoutNameForAddresses = (make: () => EventStoreDBClient): EventStoreDBClient => {
  const ofClient = createRequire(createRequire(import.meta.url).resolve('@eventstore/db-client'))
  const { credentials }: { credentials: { createSsl: (...args: ReadonlyArray<unknown>) => object } } =
    ofClient('@grpc/grpc-js')
  const { createSsl } = credentials
  credentials.createSsl = (...args) => {
    const made = createSsl(...args)
    const connector: unknown = Reflect.get(made, '_createSecureConnector')
    Reflect.set(made, '_createSecureConnector', (...asked: ReadonlyArray<unknown>): unknown => {
      const connection: unknown = typeof connector === 'function' ? connector.apply(made, asked) : undefined
      const options = fieldOf(connection, 'connectionOptions')
      const name = fieldOf(options, 'servername')
      if (typeof options === 'object' && options !== null && typeof name === 'string' && isIP(name) > 0) {
        Reflect.set(options, 'servername', '')
      }
      return connection
    })
    return made
  }
  try {
    return make()
  } finally {
    credentials.createSsl = createSsl
  }
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

const unreadable = unreachable(
  'The connection string cannot be read: write esdb://USER:PASSWORD@HOST:PORT?tls=true, as the documentation of EventStoreDB has it, and an @ in an option as %40.',
)
