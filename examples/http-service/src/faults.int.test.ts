import { createMemoryStore, type EventStore, type StoreFault } from '@kehu/event-store'
import { openKehu } from '@kehu/kehu'
import { left } from 'fp-ts/lib/Either.js'
import { v4 as newId } from 'uuid'
import { afterEach, describe, expect, test } from 'vitest'
import { answered, as, got, listen, openRegion, register, sender, tokensOf } from './service.fixture.ts'
import { routes } from './service.ts'

const secret = 'disk at /var/lib/kehu, db at postgres://kehu:pa55@host'

/** What became of the store, and the status that a command then has. */
const statuses: Readonly<Record<StoreFault['_tag'], number>> = {
  Busy: 503,
  Unreachable: 503,
  Closed: 503,
  Full: 507,
  Corrupt: 500,
  InvalidPosition: 500,
  Moved: 500,
  NewerSchema: 500,
  NotAStore: 500,
  ReadOnly: 500,
  StoreFailed: 500,
}
const faults = Object.keys(statuses)
  .filter((tag): tag is StoreFault['_tag'] => Object.hasOwn(statuses, tag))
  .map((_tag): StoreFault => ({ _tag, message: secret, code: secret }))

let stop: () => Promise<unknown> = async () => undefined
afterEach(() => stop())

/** The service over a store in which the region is open, and that does from then on what it is said to. */
const over = async (broken: (store: EventStore) => Partial<EventStore>) => {
  const sound = createMemoryStore({ clock: Date.now, id: 'memory' })
  const before = openKehu({ store: sound, clock: Date.now, newId })
  got(await before.executeUnknown(openRegion, { actor: 'li.na' })())
  const kehu = openKehu({ store: { ...sound, ...broken(sound) }, clock: Date.now, newId })
  const logged: string[] = []
  const app = routes(kehu, { tokens: tokensOf('li.na'), log: (line) => logged.push(line) })
  const listening = await listen(app.fetch)
  stop = listening.stop
  const ask = async (path: string) =>
    answered(await fetch(`${listening.url}${path}`, { headers: as('li.na') }))
  return { send: sender(() => listening.url), ask, logged }
}

describe('a service that cannot go on', () => {
  test.each(faults.map((fault) => [fault._tag, fault] as const))(
    'because of %s says so by its status, and why in its log alone',
    async (_, fault) => {
      const { send, logged } = await over(() => ({ append: () => async () => left(fault) }))
      const { status, headers, body } = await send(register)
      expect(status).toBe(statuses[fault._tag])
      expect(headers.get('retry-after')).toBe(status === 503 ? '1' : null)
      expect(Object.keys(body)).toEqual(['_tag', 'message'])
      expect(JSON.stringify(body)).not.toContain('pa55')
      expect(logged.map((line) => JSON.parse(line))).toMatchObject([
        { status, _tag: fault._tag, message: secret },
      ])
    },
  )

  test.each(['/tiers', '/due', '/kpis/2026-Q1', '/history/C1', '/healthz'])(
    'says so where it only reads (%s)',
    async (path) => {
      const { ask, logged } = await over(() => ({
        readAll: async function* () {
          yield left({ _tag: 'StoreFailed', code: 'X', message: secret })
        },
      }))
      const { status, body } = await ask(path)
      expect([status, body._tag]).toEqual([500, 'Failed'])
      expect(logged).toHaveLength(1)
    },
  )

  test('because something threw answers as for any other failure', async () => {
    const { send, logged } = await over(() => ({
      append: () => () => {
        throw new Error(secret)
      },
    }))
    const { status, body } = await send(register)
    expect([status, body._tag]).toEqual([500, 'Failed'])
    expect(JSON.stringify(body)).not.toContain('pa55')
    expect(logged).toHaveLength(1)
  })
})

test('a command that is too large for the store is that for HTTP, too', async () => {
  const { send } = await over(() => ({
    append: () => async () => left({ _tag: 'TooLarge', bytes: 2, bytesMax: 1, message: 'too large' }),
  }))
  expect((await send(register)).status).toBe(413)
})
