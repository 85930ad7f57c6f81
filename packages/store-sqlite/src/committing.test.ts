import { DatabaseSync } from 'node:sqlite'
import { type StreamName, streamName } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { none, some } from 'fp-ts/lib/Option.js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { aDirectory, anAppend, opened, someEvents } from '../test/harness.ts'
import type { SqliteStore, SqliteStoreOptions } from './sqlite-store.ts'
import { createWriteQueue } from './write-queue.ts'

let directory: ReturnType<typeof aDirectory>
let store: SqliteStore
const reopen = async (options: Partial<SqliteStoreOptions> = {}) => {
  await store.close()
  store = await opened(directory.file, options)
}
beforeEach(async () => {
  directory = aDirectory()
  store = await opened(directory.file)
})
afterEach(async () => {
  await store.close()
  directory.remove()
})

describe('committing', () => {
  test('recordedAt comes from the clock of the store', async () => {
    await reopen({ clock: () => 1_709_164_800_000 })
    await anAppend(store, 1)
    expect((await all(store)).map(({ recordedAt }) => recordedAt)).toEqual([1_709_164_800_000])
  })

  test('appends that wait together share a commit, and each is refused or written alone', async () => {
    const stream = aStream()
    const commits = vi.fn()
    const db = new DatabaseSync(':memory:')
    db.exec('CREATE TABLE t (n INTEGER UNIQUE) STRICT')
    const queue = createWriteQueue({
      db,
      path: 'memory',
      patienceMs: 0,
      committed: commits,
      against: nothing,
    })
    const insert = db.prepare('INSERT INTO t VALUES (?)')
    const results = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        queue.write((): Either<string, number> => {
          insert.run(n)
          return n % 2 === 0 ? left('refused') : right(n)
        }),
      ),
    )
    expect(results).toEqual([right(1), left('refused'), right(3), left('refused')])
    expect(
      db
        .prepare('SELECT n FROM t')
        .all()
        .map(({ n }) => n),
    ).toEqual([1, 3])
    expect(commits).toHaveBeenCalledTimes(1)
    db.close()

    // And so in a store: the conflict in the middle takes nobody with it.
    const [first, wrong, second] = [someEvents(2), someEvents(2), someEvents(2)]
    const answers = await Promise.all([
      store.append(stream, 'noStream', first)(),
      store.append(stream, 7, wrong)(),
      store.append(stream, 1, second)(),
    ])
    expect(answers.map(({ _tag }) => _tag)).toEqual(['Right', 'Left', 'Right'])
    expect((await all(store)).map(({ id }) => id)).toEqual([...first, ...second].map(({ id }) => id))
  })

  test('when the disk is full, the write that does not fit is refused as Full and the others are kept', async () => {
    const db = new DatabaseSync(':memory:')
    db.exec('CREATE TABLE t (data TEXT); PRAGMA max_page_count = 20')
    const queue = createWriteQueue({
      db,
      path: 'small',
      patienceMs: 0,
      committed: () => {},
      against: nothing,
    })
    const insert = db.prepare('INSERT INTO t VALUES (?)')
    const sizes = [100, 1_000_000, 200]
    const results = await Promise.all(
      sizes.map((size) =>
        queue.write((): Either<never, number> => {
          insert.run('x'.repeat(size))
          return right(size)
        }),
      ),
    )
    expect(results).toMatchObject([right(100), { left: { _tag: 'Full' } }, right(200)])
    expect(
      db
        .prepare('SELECT length(data) AS n FROM t')
        .all()
        .map(({ n }) => n),
    ).toEqual([100, 200])
    db.close()
  })

  test('a bug in one write is answered to its caller as a value, and stops nobody else', async () => {
    const db = new DatabaseSync(':memory:')
    const queue = createWriteQueue({
      db,
      path: 'memory',
      patienceMs: 0,
      committed: () => {},
      against: nothing,
    })
    const results = await Promise.all([
      queue.write(() => right(1)),
      queue.write(() => {
        throw new TypeError('a bug')
      }),
      queue.write(() => right(3)),
    ])
    expect(results).toMatchObject([right(1), { left: { _tag: 'StoreFailed', code: 'TypeError' } }, right(3)])
    db.close()
  })

  test('while another process holds the file the event loop goes on, and the append is written when it lets go', async () => {
    const holder = new DatabaseSync(directory.file)
    holder.exec('BEGIN IMMEDIATE')
    const pending = anAppend(store, 3)
    let turns = 0
    const ticking = setInterval(() => turns++, 5)
    await new Promise((resolve) => setTimeout(resolve, 100))
    clearInterval(ticking)
    expect(turns).toBeGreaterThan(5)
    expect(await all(store)).toEqual([])
    holder.exec('ROLLBACK')
    await pending
    holder.close()
    expect(await all(store)).toHaveLength(3)
  })

  test('an append that another process keeps out for the whole patience is Busy and not written', async () => {
    await reopen({ busyPatienceMs: 60 })
    const holder = new DatabaseSync(directory.file)
    holder.exec('BEGIN IMMEDIATE')
    const results = await Promise.all(
      [1, 2, 3].map((n) => store.append(aStream(), 'noStream', someEvents(n))()),
    )
    expect(results.map((result) => isLeft(result) && result.left._tag)).toEqual(['Busy', 'Busy', 'Busy'])
    holder.close()
    expect(await all(store)).toEqual([])
    await anAppend(store, 1)
  })

  test('10,000 appends at once keep the event loop turning', async () => {
    let longestMs = 0
    let last = performance.now()
    const ticking = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - last)
      last = performance.now()
    }, 1)
    // The appends are made in portions: making them is the caller's own work.
    for (let portion = 0; portion < 20; portion++) {
      await Promise.all(Array.from({ length: 500 }, () => anAppend(store, 1)))
    }
    clearInterval(ticking)
    expect(await store.head()).toMatchObject({ right: { events: 10_000 } })
    expect(longestMs).toBeLessThan(500)
  })

  test('no read transaction stays open between two pages', async () => {
    for (let n = 0; n < 5; n++) await anAppend(store, 100)
    const other = new DatabaseSync(directory.file)
    for (const read of [
      store.readAll({ pageSize: 7 }),
      store.readAll({ pageSize: 7, direction: 'backwards' }),
    ]) {
      for await (const page of read) {
        expect(page._tag).toBe('Right')
        // A checkpoint that has to leave something behind would say busy = 1.
        expect(other.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy).toBe(0)
        break
      }
    }
    other.close()
  })

  test('a page holds about 1 MiB at most, whatever its size', async () => {
    for (let n = 0; n < 12; n++) await anAppend(store, 1, JSON.stringify('x'.repeat(500_000)))
    const pages: number[] = []
    for await (const page of store.readAll()) if (page._tag === 'Right') pages.push(page.right.events.length)
    expect(pages).toEqual([3, 3, 3, 3])
  })

  test('a filter that finds nothing in a long log reads it in pieces and ends at the head', async () => {
    for (let n = 0; n < 12; n++) await anAppend(store, 1_000)
    let turns = 0
    const ticking = setInterval(() => turns++, 0)
    const pages = []
    for await (const page of store.readAll({ filter: { types: ['Absent'] } })) pages.push(page)
    clearInterval(ticking)
    expect(pages).toEqual([right({ events: [], position: '12000' })])
    expect(turns).toBeGreaterThanOrEqual(1)
  })
})

describe('a subscription', () => {
  test('learns of its own process’s appends at once, not at the next look for those of others', async () => {
    const rounds = 60
    const from = performance.now()
    let pages = 0
    for await (const page of store.subscribe({ signal: AbortSignal.timeout(10_000) })) {
      expect(page._tag).toBe('Right')
      if (++pages > rounds) break
      // Half while it is being read from, half while it sleeps.
      if (pages % 2 === 0) await anAppend(store, 1)
      else setTimeout(() => anAppend(store, 1), 1)
    }
    // With a look every 50 ms only, 60 rounds would take 3 s.
    expect(performance.now() - from).toBeLessThan(1_500)
  })
})

describe('read models', () => {
  test('are kept in the file, each save replacing the last', async () => {
    const saved = { version: 1, checkpoint: '{"position":"7"}', state: '{"客户":"\u{1f600}"}', digest: 'abc' }
    expect(await store.readModels.load('tiers')()).toEqual(right(none))
    expect(await store.readModels.save('tiers', { ...saved, version: 0 })()).toEqual(right(undefined))
    expect(await store.readModels.save('tiers', saved)()).toEqual(right(undefined))
    await reopen()
    expect(await store.readModels.load('tiers')()).toEqual(right(some(saved)))
    expect(await store.readModels.load('kpis')()).toEqual(right(none))
  })

  test('keep a state of 20 MB', async () => {
    const state = JSON.stringify('é'.repeat(10_000_000))
    await store.readModels.save('large', { version: 1, checkpoint: '', state, digest: '' })()
    const loaded = await store.readModels.load('large')()
    expect(
      loaded._tag === 'Right' && loaded.right._tag === 'Some' && loaded.right.value.state === state,
    ).toBe(true)
  })

  test('answer Closed after closing', async () => {
    await store.close()
    expect(await store.readModels.load('tiers')()).toMatchObject({ left: { _tag: 'Closed' } })
    const model = { version: 1, checkpoint: '', state: '', digest: '' }
    expect(await store.readModels.save('tiers', model)()).toMatchObject({ left: { _tag: 'Closed' } })
  })
})

const nothing = { committing: () => null, acknowledging: () => null }

const aStream = (): StreamName => {
  const name = streamName('customer', crypto.randomUUID())
  if (isLeft(name)) throw new Error(name.left.message)
  return name.right
}

const all = async (of: SqliteStore) => {
  const events = []
  for await (const page of of.readAll()) {
    if (isLeft(page)) throw new Error(page.left.message)
    events.push(...page.right.events)
  }
  return events
}
