import { createMemoryStore, type EventStore } from '@kehu/event-store'
import { isLeft } from 'fp-ts/lib/Either.js'
import { v4 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { aKehu, kehuOver, register } from './kehu.fixture.ts'
import { openKehu } from './open-kehu.ts'

const clock = () => Date.parse('2026-04-01T04:00:00Z')
const memory = () => createMemoryStore({ clock, id: 'memory' })
const openEast = {
  type: 'OpenRegion',
  region: 'east',
  name: 'East',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  occurredOn: '2026-01-05',
} as const

const messageOf = async (task: () => Promise<unknown>): Promise<string> => {
  const answer: unknown = await task()
  return JSON.stringify(answer)
}

describe('what the host brings is held to its word', () => {
  const broken = () => {
    throw new Error('out of order')
  }

  test.each([
    [
      'a clock that says nothing',
      { clock: () => Number.NaN, newId: uuid },
      /the clock given to openKehu says NaN/,
    ],
    ['a clock of another age', { clock: () => 1e18, newId: uuid }, /the clock given to openKehu says/],
    ['a clock that throws', { clock: broken, newId: uuid }, /out of order/],
    ['ids that are no UUIDs', { clock, newId: () => 'id-1' }, /makes no UUID/],
    ['ids that throw', { clock, newId: broken }, /out of order/],
  ])('%s is a Left, and nothing is stored', async (_, host, why) => {
    const store = memory()
    const kehu = openKehu({ store, ...host })
    expect(await messageOf(kehu.execute(openEast, { actor: 'li.na' }))).toMatch(why)
    expect(await store.head()).toMatchObject({ right: { events: 0 } })
  })

  test('a store that throws or rejects is a Left to every question', async () => {
    const rejecting: EventStore = {
      ...memory(),
      readStream: broken,
      readAll: broken,
      head: () => Promise.reject(1),
    }
    const kehu = kehuOver(rejecting)
    for (const task of [
      kehu.execute(openEast, { actor: 'li.na' }),
      kehu.tiers({ asOf: '2026-03-31' }),
      kehu.history('c', 'li.na'),
      kehu.catchUp(),
      kehu.rebuild(),
    ])
      expect(await task()).toMatchObject({ _tag: 'Left', left: { _tag: 'StoreFailed' } })
    for await (const page of kehu.events('li.na')) expect(isLeft(page)).toBe(true)
  })

  test('a clock that fails when the store asks it stores nothing', async () => {
    const { id, ...store } = createMemoryStore({ clock: () => Number.NaN, id: 'memory' })
    const kehu = kehuOver({ id, ...store })
    expect(await messageOf(kehu.execute(openEast, { actor: 'li.na' }))).toMatch(/the clock says NaN/)
    expect(await store.head()).toMatchObject({ right: { events: 0 } })
  })
})

describe('a typing error is not taken for an answer', () => {
  test('in an option of a command', async () => {
    const { kehu } = await aKehu()
    const options = { actor: 'li.na', commandID: uuid() }
    expect(await kehu.execute(register('c'), options)()).toMatchObject({
      left: { _tag: 'Invalid', message: 'options: commandID: is an unknown field of ExecuteOptions' },
    })
    expect(
      await kehu.execute(register('c'), { actor: 'li.na', expectedRevision: Number.NaN })(),
    ).toMatchObject({
      left: { _tag: 'Invalid' },
    })
  })

  test('in a question', async () => {
    const { kehu } = await aKehu()
    const query = { asOf: '2026-03-31', regoin: 'east' }
    expect(await kehu.tiers(query)()).toMatchObject({
      left: { message: 'regoin: is an unknown field of TiersInput' },
    })
  })
})

test('a command is what it was when it was read, whatever it answers the second time', async () => {
  const { kehu, store } = await aKehu()
  let asked = 0
  const twoFaced = {
    ...register('c'),
    get customer() {
      asked += 1
      return asked === 1 ? 'c' : 'd'
    },
  }
  expect(await kehu.executeUnknown(twoFaced, { actor: 'li.na' })()).toMatchObject({
    left: { _tag: 'Invalid' },
  })
  expect(asked).toBe(0)
  expect(await store.head()).toMatchObject({ right: { events: 1 } })
})
