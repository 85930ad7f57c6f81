import { type AllStreamResolvedEvent, START } from '@eventstore/db-client'
import type { Position } from '@kehu/event-store'
import type { Connection } from './connection.ts'
import { fromServer } from './event.ts'
import { streamsOf, subscriptionFilter } from './filtered-read.ts'
import type { Frontier } from './frontier.ts'
import { beginning, type Place } from './position.ts'

/** Looks at the log without having been called, in case a server went silent. */
const lookMs = 5_000
const afterErrorMs = 200

/**
 * Settles when the log holds more than a position. A subscription of the server's waits for it and is given up at the first event;
 * the events themselves are always read, so that no hand-over can lose or repeat one. When the server dies, the subscription emits
 * an error and nothing else: then the reader looks, and meets what there is. What others write meanwhile is not looked at again.
 */
export const createWakeUps = (
  { client, options: always }: Connection,
  prefix: string,
  frontier: Frontier,
) => {
  const waiting = new Set<() => void>()
  let open = true

  const changed = (position: Position, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (!open || signal.aborted) return resolve()
      // What was delivered may not have been looked at yet: a place beyond it says nothing.
      const looked = (place: Place) => {
        if (!waiting.has(wake) || subscription.readableLength > 0) return
        frontier.extend(position === beginning ? null : position, place)
      }
      const subscription = client.subscribeToAll({
        fromPosition: frontier.from(position) ?? START,
        filter: subscriptionFilter(streamsOf(prefix), looked),
        ...always,
      })
      let timer = setTimeout(() => wake(), lookMs)
      const wake = () => {
        clearTimeout(timer)
        waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        subscription.unsubscribe().catch(() => undefined)
        resolve()
      }
      subscription.on('error', () => {
        clearTimeout(timer)
        if (waiting.has(wake)) timer = setTimeout(wake, afterErrorMs)
      })
      subscription.on('data', (resolved: AllStreamResolvedEvent) => {
        const place = resolved.event?.position
        if (isMore(resolved, prefix, position)) wake()
        else if (place !== undefined) looked(place)
      })
      waiting.add(wake)
      signal.addEventListener('abort', wake)
    })

  return {
    changed,
    close: (): void => {
      open = false
      for (const wake of [...waiting]) wake()
    },
  }
}

const isMore = (resolved: AllStreamResolvedEvent, prefix: string, position: Position): boolean => {
  try {
    const found = fromServer(resolved, prefix)
    return found !== null && found.event.position !== position
  } catch {
    // The reader shall meet it.
    return true
  }
}
