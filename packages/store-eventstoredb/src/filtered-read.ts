import {
  type AllStreamResolvedEvent,
  EventStoreDBClient,
  type ReadAllOptions,
  STREAM_NAME,
} from '@eventstore/db-client'
import streams, { type ReadReq } from '@eventstore/db-client/generated/streams_pb.js'
import type { ReadableStream } from './reading-types.ts'

/** How many events a server looks at in one go. Its own measure, 32, makes it ask itself three thousand times for 100,000. */
const windowEvents = 1_000

/** The streams of a log, for the server to choose from what it keeps for everybody. Servers read a regular expression as .NET does. */
export const streamsOf = (prefix: string, categories: ReadonlyArray<string> = []): string =>
  `^${prefix}${categories.length === 0 ? '[a-z][A-Za-z0-9]*' : `(${categories.map(escaped).join('|')})`}-`

const escaped = (category: string): string => category.replace(/[^A-Za-z0-9]/g, (sign) => `\\${sign}`)

/** The same choice for a subscription, which hears how far the server has looked. */
export const subscriptionFilter = (regex: string, reached: (place: Place) => void) => ({
  ...({ filterOn: STREAM_NAME, regex, maxSearchWindow: windowEvents, checkpointInterval: 1 } as const),
  checkpointReached: async (_: unknown, place: Place): Promise<void> => reached(place),
})

type Place = { readonly commit: bigint; readonly prepare: bigint }

/**
 * `readAll` of the events whose stream's name matches. Servers since 20.6 can do it, in both directions; this client has no option
 * for it, and so its request is given the filter on the way. It ends where the log does, which the subscriptions of servers before
 * 23.10 do not tell.
 */
export const readAllOf = (
  client: EventStoreDBClient,
  regex: string,
  options: ReadAllOptions,
): ReadableStream<AllStreamResolvedEvent> => {
  const create: unknown = Reflect.get(client, 'GRPCStreamCreator')
  const filtering: unknown = Object.create(client, {
    GRPCStreamCreator: {
      value: (stubs: unknown, name: string, call: (server: unknown) => unknown) => {
        if (typeof create !== 'function') throw new TypeError('a client without GRPCStreamCreator')
        return create(
          stubs,
          name,
          (server: { readonly read: (...args: ReadonlyArray<unknown>) => unknown }) =>
            call({
              read: (request: ReadReq, ...rest: ReadonlyArray<unknown>) =>
                server.read(withFilter(request, regex), ...rest),
            }),
        )
      },
    },
  })
  return EventStoreDBClient.prototype.readAll.call(filtering, options)
}

const withFilter = (request: ReadReq, regex: string): ReadReq => {
  const { FilterOptions } = streams.ReadReq.Options
  const expression = new FilterOptions.Expression()
  expression.setRegex(regex)
  const filter = new FilterOptions()
  filter.setStreamIdentifier(expression)
  filter.setMax(windowEvents)
  filter.setCheckpointintervalmultiplier(1)
  request.getOptions()?.setFilter(filter)
  return request
}
