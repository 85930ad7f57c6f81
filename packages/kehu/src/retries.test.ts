import { createMemoryStore } from '@kehu/event-store'
import { isRight, left, right } from 'fp-ts/lib/Either.js'
import { v4 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { CommandInput } from './commands.ts'
import { aKehu, buy, clock, got, kehuOver, register } from './kehu.fixture.ts'
import { openKehu } from './open-kehu.ts'

const reused = left(expect.objectContaining({ _tag: 'CommandIdReused' }))
const by = { actor: 'li.na', commandId: 'order-1' }

describe('a command id that comes back', () => {
  test('with the same command is answered as the first time, whatever the order of its keys, also after a restart', async () => {
    const { store, told } = await aKehu()
    await told(register('C1'))
    const first = await told(buy('C1', 'P1'), by)
    const turned = Object.fromEntries(Object.entries(buy('C1', 'P1')).reverse())
    const again = got(await kehuOver(store).executeUnknown(turned, by)())
    expect(again).toMatchObject({ retried: true, events: first.events })
  })

  test.each<readonly [string, CommandInput, object]>([
    ['another amount', buy('C1', 'P1', 2_000), {}],
    ['another purchase', buy('C1', 'P2'), {}],
    ['another kind of command', { ...register('C1') }, {}],
    ['another customer', buy('C2', 'P1'), {}],
    ['another actor', buy('C1', 'P1'), { actor: 'anna' }],
    ['the same as history', buy('C1', 'P1'), { historical: true }],
  ])('with %s is refused, and nothing is shown of the first', async (_, command, more) => {
    const { store, told } = await aKehu()
    await told(register('C1'))
    await told(register('C2'))
    await told(buy('C1', 'P1'), by)
    const answer = await kehuOver(store).execute(command, { ...by, ...more })()
    expect(answer).toEqual(reused)
    expect(JSON.stringify(answer)).not.toContain('P1')
  })

  test('is told apart by personal values, too, of which no digest is kept', async () => {
    const { store, kehu, told } = await aKehu()
    await told(register('C1'))
    const birthday = (name: string): CommandInput => ({
      type: 'AddPerson',
      customer: 'C1',
      person: 'p1',
      name: { subject: 's1', value: name },
      roles: ['user'],
      occurredOn: '2026-02-01',
    })
    await told(birthday('Wang'), by)
    expect(await kehu.execute(birthday('Wang'), by)()).toMatchObject(right({ retried: true }))
    expect(await kehu.execute(birthday('Zhang'), by)()).toEqual(reused)
    // Two logs that differ in the name alone have the same digest: it cannot be found again by trying.
    const digests = async (name: string) => {
      const other = await aKehu()
      await other.told(register('C1'))
      await other.told(birthday(name), by)
      for await (const page of other.store.readAll({ filter: { types: ['PersonAdded'] } }))
        return got(page).events[0]?.metadata.commandDigest
      return null
    }
    expect(await digests('Wang')).toBe(await digests('Zhang'))
    expect(store.id).toBe('memory')
  })

  test('is none when it is empty', async () => {
    const { told } = await aKehu()
    await told(register('C1'))
    await told(buy('C1', 'P1'), { commandId: '' })
    expect(await told(buy('C1', 'P2'), { commandId: '' })).toMatchObject({ retried: false })
  })
})

test('of two who import the same book at once each counts what it appended itself', async () => {
  const store = createMemoryStore({ clock, id: 'memory' })
  const doors = [0, 1].map(() => openKehu({ store, clock, newId: uuid }))
  const [one] = doors
  if (one === undefined) throw new Error('two doors')
  const open: CommandInput = {
    ...{ type: 'OpenRegion', region: 'east', name: 'East', timeZone: 'Asia/Shanghai', currency: 'CNY' },
    occurredOn: '2026-01-05',
  }
  got(await one.execute(open, { actor: 'li.na' })())
  const lines = Array.from({ length: 400 }, () => ({
    ...{ purchase: uuid(), region: 'east', currency: 'CNY', netAmount: 100, occurredOn: '2026-02-03' },
  }))
  const documents = lines.map((line, n) => ({ document: `D${n}`, lines: [line] }))
  const sales = JSON.parse(JSON.stringify({ of: { customer: 'C1' }, documents }))
  const reports = await Promise.all(doors.map((kehu) => kehu.importSales(sales, { actor: 'li.na' })()))
  expect(reports.every(isRight)).toBe(true)
  const [a, b] = reports.map(got)
  expect((a?.appended ?? 0) + (b?.appended ?? 0)).toBe(lines.length)
  expect((a?.stored ?? 0) + (b?.stored ?? 0)).toBe(lines.length)
})
