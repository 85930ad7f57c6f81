import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CalendarDate, Code, UserId } from '@kehu/domain'
import { createMemoryStore, type EventStore, eventCodec, streamName } from '@kehu/event-store'
import { openSqliteStore } from '@kehu/store-sqlite'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { v4 as uuid } from 'uuid'
import { afterAll, describe, expect, test } from 'vitest'
import { kehuEventCodec } from './event-codec.ts'
import { aKehu, buy, got, register } from './kehu.fixture.ts'
import { brokenPromises, type Snapshot, storedEvents, withCurrent } from './stored-shape.fixture.ts'
import { asOperator } from './viewing.ts'

const file = join(import.meta.dirname, 'stored-events.snapshot.json')
const fixtures = join(import.meta.dirname, 'fixtures')
const read = <A>(path: string): A => JSON.parse(readFileSync(path, 'utf8'))

describe('what is stored', () => {
  const kept: Snapshot = existsSync(file) ? read(file) : {}

  test('keeps its names and fields; UPDATE=1 takes in what was added', () => {
    expect(Object.keys(storedEvents).sort()).toEqual([...kehuEventCodec.types].sort())
    expect(brokenPromises(kept, storedEvents)).toEqual([])
    const now = withCurrent(kept, storedEvents)
    if (process.env.UPDATE === '1') writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`)
    else expect(kept, 'something was added: run this test with UPDATE=1 and commit the snapshot').toEqual(now)
  })
})

describe('the check of stored names', () => {
  const fields = (required: t.Props, optional: t.Props = {}) =>
    Object.assign(t.strict({}), { required, optional })
  const first = (data: t.Mixed) => ({ version: 1, data, upcasts: [] })
  const opened = { user: UserId, kind: t.keyof({ a: null, b: null }) }
  const kept = withCurrent({}, { Opened: first(fields(opened, { note: Code })) })
  const broken = (definitions: typeof storedEvents) => brokenPromises(kept, definitions)

  test('lets an event, an optional field and a further word be added', () => {
    const more = fields(
      { ...opened, kind: t.keyof({ a: null, b: null, c: null }) },
      { note: Code, at: CalendarDate },
    )
    expect(broken({ Opened: first(more), Closed: first(fields({ user: UserId })) })).toEqual([])
    const part = fields({ x: Code })
    expect(broken({ Opened: first(fields(opened, { note: Code, part })) })).toEqual([])
    const two = { version: 2, data: fields({}), upcasts: [() => ({})] }
    expect(broken({ Opened: two })).toEqual([])
    expect(Object.keys(withCurrent(kept, { Opened: two }).Opened ?? {})).toEqual(['1', '2'])
  })

  test.each<[string, typeof storedEvents, RegExp]>([
    ['a renamed event', { Begun: first(fields(opened, { note: Code })) }, /^Opened is gone/],
    ['a removed field', { Opened: first(fields(opened)) }, /^Opened\.note is gone/],
    ['a field made required', { Opened: first(fields({ ...opened, note: Code })) }, /note was optional/],
    [
      'a new required field',
      { Opened: first(fields({ ...opened, x: Code }, { note: Code })) },
      /x is new and req/,
    ],
    [
      'another codec',
      { Opened: first(fields({ ...opened, user: Code }, { note: Code })) },
      /user was required/,
    ],
    [
      'a removed word',
      { Opened: first(fields({ ...opened, kind: t.keyof({ a: null }) }, { note: Code })) },
      /kind=b is gone/,
    ],
    ['a version without upcast', { Opened: { version: 2, data: fields({}), upcasts: [] } }, /has an upcast/],
    ['a skipped version', { Opened: { version: 3, data: fields({}), upcasts: [1, 2] } }, /does not follow 1/],
  ])('refuses %s, and says what is allowed', (_, definitions, sentence) => {
    expect(broken(definitions)).toEqual([expect.stringMatching(sentence)])
    expect(broken(definitions)[0]).toContain('add an optional field')
  })
})

type Stored = ReadonlyArray<{ readonly occurredOn: string; readonly data: unknown }>

const raw = (type: string, version: number, { occurredOn, data }: Stored[number]) => ({
  id: uuid(),
  type,
  version,
  data: JSON.stringify(data),
  occurredOn,
  metadata: { actor: 'li.na', correlationId: 'c', causationId: 'c', commandId: uuid() },
})

describe('data of earlier versions', () => {
  const names = readdirSync(fixtures).filter((name) => /^\w+\.v\d+\.json$/.test(name))

  test.each(names)('%s is read as what stands beside it', async (name) => {
    const [type = '', version = ''] = name.split('.')
    const then = read<Stored>(join(fixtures, name))
    const now = read<Stored>(join(fixtures, name.replace('.json', '.now.json')))
    expect(then.length).toBe(now.length)
    const store = createMemoryStore({ clock, id: 'memory' })
    const stream = got(streamName('region', 'east'))
    const stored = then.map((event) => raw(type, Number(version.slice(1)), event))
    got(await store.append(stream, 'noStream', stored)())
    const data: unknown[] = []
    for await (const page of store.readStream(stream)) {
      for (const event of got(page)) {
        const decoded = got(kehuEventCodec.decode(event))
        data.push({
          occurredOn: decoded.occurredOn,
          data: JSON.parse(got(kehuEventCodec.encode(decoded)).data),
        })
      }
    }
    expect(data).toEqual(now)
  })

  test('are kept as examples, for every version there ever was', () => {
    const wanted = Object.entries(storedEvents).flatMap(([type, { version }]) =>
      Array.from({ length: version - 1 }, (_, i) => `${type}.v${i + 1}.json`),
    )
    expect(wanted.length).toBeGreaterThan(0)
    expect(wanted.filter((name) => !names.includes(name))).toEqual([])
  })

  test('need an upcast from each of them: a step that is missing stops the start', () => {
    const data = t.string
    expect(isLeft(eventCodec({ Opened: { version: 2, data } }, t.string))).toBe(true)
    expect(isRight(eventCodec({ Opened: { version: 2, data, upcasts: [String] } }, t.string))).toBe(true)
  })
})

const clock = () => Date.parse('2026-04-01T04:00:00Z')
const directory = mkdtempSync(join(tmpdir(), 'kehu-stored-'))
afterAll(() => rmSync(directory, { recursive: true }))

const stores: ReadonlyArray<readonly [string, () => Promise<EventStore>]> = [
  ['the memory store', async () => createMemoryStore({ clock, id: 'memory' })],
  [
    'SQLite',
    async () => got(await openSqliteStore({ path: join(directory, `${uuid()}.db`), clock, newId: uuid })()),
  ],
]

describe.each(stores)('a policy that was stored as version 1 in %s', (_, open) => {
  const answers = async (version: number, event: Stored[number]) => {
    const { store, kehu, told } = await aKehu(await open())
    got(await store.append(got(streamName('region', 'east')), 0, [raw('PolicyAdopted', version, event)])())
    // From here on every command loads the region with it.
    await told(register('C1'))
    await told(buy('C1', 'P1'))
    const tiers = got(await kehu.tiers({ asOf: '2026-03-31' })())
    got(await kehu.rebuild()())
    const log: unknown[] = []
    for await (const page of kehu.events(asOperator)) log.push(...got(page).map((entry) => entry.event))
    return {
      region: got(await kehu.region('east')()),
      tiers,
      rebuilt: got(await kehu.tiers({ asOf: '2026-03-31' })()),
      due: got(await kehu.due({ asOf: '2026-03-31', withinDays: 400 })()),
      kpis: got(await kehu.kpis({ period: '2026-Q1' })()),
      history: got(await kehu.history('C1', asOperator)()).map((entry) => entry.event),
      log,
    }
  }

  test('is the same policy to every reader as one of the current version', async () => {
    const [then] = read<Stored>(join(fixtures, 'PolicyAdopted.v1.json'))
    const [now] = read<Stored>(join(fixtures, 'PolicyAdopted.v1.now.json'))
    if (then === undefined || now === undefined) throw new Error('the fixture holds a policy')
    const before = await answers(1, then)
    expect(before).toEqual(await answers(storedEvents.PolicyAdopted?.version ?? 0, now))
    expect(before.region.policies[0]?.policy.information.surveyDaysMin).toBe(90)
    expect(before.tiers[0]).toMatchObject({ region: 'east' })
  })
})
