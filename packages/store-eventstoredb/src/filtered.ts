import { type AllStreamResolvedEvent, START, streamNameFilter } from '@eventstore/db-client'
import type { LogFilter, Position } from '@kehu/event-store'
import type { Connection } from './connection.ts'
import { fromServer } from './event.ts'
import { placeOf, toPosition } from './position.ts'
import { type createPage, passes } from './reader.ts'

/** How long a server may say nothing before the log is read without its help: those before 23.10 do not say that this is all. */
const quietMs = 500

export type Found =
  /** The page is full, or the server has said that nothing more is stored. */
  | { readonly _tag: 'Filled'; readonly position: Position | null; readonly caughtUp: boolean }
  /** The server went quiet: it may have nothing more, or still be looking. Read on from where it has looked. */
  | { readonly _tag: 'Quiet' }

/**
 * Fills a page with events of some categories that the server finds: a filtered subscription from a position, given up when the page
 * is full or nothing more is stored. `position` is that of the last event found, or `head` where the end was reached; `reached` is told
 * how far the server has looked.
 */
export const fillFiltered = (
  { client, options: always }: Connection,
  asked: {
    readonly prefix: string
    readonly categories: ReadonlyArray<string>
    readonly filter: LogFilter
    readonly after: Position | null
    /** The last event of the log before this began. */
    readonly head: Position | null
    readonly page: ReturnType<typeof createPage>
    readonly reached: (position: Position) => void
  },
): Promise<Found> =>
  new Promise((resolve, reject) => {
    const { prefix, page } = asked
    const from = asked.after === null ? null : placeOf(asked.after)
    let position = asked.after
    const subscription = client.subscribeToAll({
      fromPosition: from === null || from.commit === 0n ? START : from,
      filter: streamNameFilter({
        prefixes: asked.categories.map((category) => `${prefix}${category}-`),
        checkpointInterval: 10,
        checkpointReached: async (_, place) => {
          stir()
          asked.reached(toPosition(place))
        },
      }),
      ...always,
    })
    const stop = () => {
      clearTimeout(timer)
      subscription.unsubscribe().catch(() => undefined)
      subscription.resume()
    }
    let ended = false
    const end = (caughtUp: boolean) => {
      if (ended) return
      ended = true
      stop()
      resolve({ _tag: 'Filled', position: caughtUp ? later(position, asked.head) : position, caughtUp })
    }
    const fail = (error: unknown) => {
      if (ended) return
      ended = true
      stop()
      reject(error)
    }
    const quiet = () => {
      if (ended) return
      ended = true
      stop()
      resolve({ _tag: 'Quiet' })
    }
    const stir = () => {
      clearTimeout(timer)
      if (!ended) timer = setTimeout(quiet, quietMs)
    }
    let timer = setTimeout(quiet, quietMs)
    subscription.on('error', fail)
    subscription.on('caughtUp', () => end(true))
    subscription.on('data', (resolved: AllStreamResolvedEvent) => {
      if (ended) return
      stir()
      try {
        const found = fromServer(resolved, prefix)
        if (found === null || found.event.position === asked.after) return
        position = found.event.position
        asked.reached(position)
        if (passes(asked.filter, found.event)) page.add(found.event)
        if (page.isFull()) end(false)
      } catch (error) {
        fail(error)
      }
    })
  })

/** Whichever stands further on. */
const later = (a: Position | null, b: Position | null): Position | null => {
  const [one, other] = [a, b].map((position) => (position === null ? null : placeOf(position)))
  if (one === null || one === undefined) return b
  if (other === null || other === undefined) return a
  return one.commit > other.commit || (one.commit === other.commit && one.prepare >= other.prepare) ? a : b
}
