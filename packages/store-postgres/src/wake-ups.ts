import type { Position } from '@kehu/event-store'
import type pg from 'pg'

/** How often the log is looked at when nobody says that it has grown. */
const pollMs = 250
const reconnectMs = 1_000

/**
 * Subscriptions that have caught up and wait for more. The server's notifications wake them; a look at the log every now and
 * then stands in where one is lost, and where a notification comes before its event is final.
 */
export const createWakeUps = (options: {
  /** The position of the last event, null for none. Rejects while the server cannot be reached. */
  readonly head: () => Promise<Position | null>
  readonly newClient: () => pg.Client
  readonly channel: string
}) => {
  const asleep = new Map<() => void, Position>()
  let open = true
  let looking = false
  let lookAgain = false
  let timer: NodeJS.Timeout | undefined
  /** Looks that follow a notification quickly, because an older transaction may still hold its event back. */
  let soon = 0
  let listener: pg.Client | null = null
  /** A server in recovery lets nobody listen: there the looks have to do. */
  let deaf = false

  const look = async (): Promise<void> => {
    if (looking) {
      lookAgain = true
      return
    }
    looking = true
    clearTimeout(timer)
    do {
      lookAgain = false
      const now = await options.head().catch(() => undefined)
      for (const [wake, position] of [...asleep]) {
        // A fault wakes as well: the reader shall meet it, and waits there in its own way.
        if (now === undefined || (now ?? empty) !== position) wake()
      }
    } while (lookAgain)
    looking = false
    if (asleep.size > 0) timer = setTimeout(look, soon > 0 ? 2 ** (8 - soon--) : pollMs)
  }

  const grown = () => {
    soon = 8
    if (asleep.size > 0) void look()
  }

  const listen = async (): Promise<void> => {
    if (!open || deaf || listener !== null) return
    const client = options.newClient()
    listener = client
    const lost = () => {
      if (listener !== client) return
      listener = null
      client.end().catch(() => undefined)
      if (open && !deaf) setTimeout(() => void listen(), reconnectMs).unref()
    }
    client.on('error', lost)
    client.on('end', lost)
    client.on('notification', grown)
    try {
      await client.connect()
      await client.query(`LISTEN "${options.channel}"`)
      letGo(client)
      // What came before it listened.
      grown()
    } catch (error) {
      deaf = error instanceof Error && Reflect.get(error, 'code') === '25006'
      lost()
    }
  }

  return {
    grown,
    changed: (position: Position, signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        if (!open || signal.aborted) return resolve()
        const wake = () => {
          asleep.delete(wake)
          signal.removeEventListener('abort', wake)
          if (asleep.size === 0) clearTimeout(timer)
          resolve()
        }
        asleep.set(wake, position)
        signal.addEventListener('abort', wake)
        void listen()
        void look()
      }),
    close: async (): Promise<void> => {
      open = false
      for (const wake of [...asleep.keys()]) wake()
      clearTimeout(timer)
      const client = listener
      listener = null
      await client?.end().catch(() => undefined)
    },
  }
}

/** What a subscription to an empty log believes. */
const empty = '0/0' as Position

/** A connection that only listens keeps no process alive. The driver can do it, its typings do not know. */
const letGo = (client: pg.Client): void => {
  const unref: unknown = Reflect.get(client, 'unref')
  if (typeof unref === 'function') unref.call(client)
}
