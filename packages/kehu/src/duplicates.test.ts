import { createMemoryStore, type EventStore } from '@kehu/event-store'
import { isLeft, left } from 'fp-ts/lib/Either.js'
import { v4 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { CommandInput } from './commands.ts'
import { aKehu, buy, clock, got, register } from './kehu.fixture.ts'
import { openKehu } from './open-kehu.ts'
import { asOperator } from './viewing.ts'

const merge: CommandInput = {
  type: 'MergeInto',
  customer: 'D1',
  survivor: 'C1',
  reason: 'Entered twice',
  occurredOn: '2026-03-01',
}
const commandId = '018f0000-0000-7000-8000-000000000001'

const twoRecords = async (store?: EventStore) => {
  const world = await aKehu(store)
  for (const command of [register('C1'), register('D1'), buy('C1', 'p1'), buy('D1', 'p2')])
    await world.told(command)
  return world
}

describe('a duplicate is merged (policy 4.3-A)', () => {
  test('and neither history is lost: the survivor’s has both', async () => {
    const { kehu, told } = await twoRecords()
    await told(merge)
    const history = got(await kehu.history('C1', asOperator)()).map(
      ({ stream, event }) => `${stream} ${event.type}`,
    )
    expect(history).toEqual([
      'customer-C1 CustomerRegistered',
      'customer-D1 CustomerRegistered',
      'customer-C1 PurchaseRecorded',
      'customer-D1 PurchaseRecorded',
      'customer-C1 DuplicateAbsorbed',
      'customer-D1 MergedInto',
    ])
    const logged: string[] = []
    for await (const page of kehu.events(asOperator, { customer: 'C1' }))
      logged.push(...got(page).map(({ event }) => event.type))
    expect(logged.sort()).toEqual(history.map((line) => line.split(' ')[1]).sort())
  })

  test('and takes no more commands, nor does anybody merge it again', async () => {
    const { kehu, told } = await twoRecords()
    await told(merge)
    expect(await kehu.execute(buy('D1', 'p3'), { actor: 'li.na' })()).toMatchObject({
      left: { _tag: 'Merged', survivor: 'C1' },
    })
    expect(
      await kehu.execute({ ...merge, customer: 'C1', survivor: 'D1' }, { actor: 'li.na' })(),
    ).toMatchObject({ left: { _tag: 'MergeCycle' } })
  })

  test('only into somebody who is there', async () => {
    const { kehu } = await twoRecords()
    expect(await kehu.execute({ ...merge, survivor: 'C7' }, { actor: 'li.na' })()).toMatchObject({
      left: { _tag: 'NotRegistered' },
    })
    expect(got(await kehu.history('D1', asOperator)())).toHaveLength(2)
  })

  test.each([commandId, '018f0000-0000-7000-8000-000000000002'])(
    'after a crash between the two records a repeat completes it (%s)',
    async (again) => {
      const store = createMemoryStore({ clock: () => Date.parse('2026-04-01T04:00:00Z'), id: 'memory' })
      let crash = false
      const crashing: EventStore = {
        ...store,
        append: (stream, expected, events) =>
          crash && stream === 'customer-D1'
            ? async () => left({ _tag: 'Unreachable', message: 'The machine is off.' })
            : store.append(stream, expected, events),
      }
      const { kehu } = await twoRecords(crashing)
      crash = true
      expect(isLeft(await kehu.execute(merge, { actor: 'li.na', commandId })())).toBe(true)
      crash = false
      expect(got(await kehu.execute(merge, { actor: 'li.na', commandId: again })())).toMatchObject({
        stream: 'customer-D1',
      })
      const types = got(await kehu.history('C1', asOperator)()).map(({ event }) => event.type)
      expect(types.filter((type) => type === 'DuplicateAbsorbed')).toHaveLength(1)
      expect(types.filter((type) => type === 'MergedInto')).toHaveLength(1)
    },
  )
})

describe('whose credit code it is', () => {
  const code = '91110000600037341L'
  const holderTold = async (answer: ReturnType<ReturnType<typeof openKehu>['execute']>) => {
    const said = await answer()
    if (said._tag === 'Right' || said.left._tag !== 'DuplicateCustomer') throw new Error('no duplicate')
    return said.left.customer
  }

  test('is told to all where the region is open, and to whoever runs the store', async () => {
    const { store, told, kehu } = await aKehu()
    await told(register('C9', code))
    expect(await holderTold(kehu.execute(register('C8', code), { actor: 'nobody' }))).toBe('C9')
    const closed = openKehu({ store, clock, newId: uuid, governed: true })
    const operator = { actor: 'ops', asOperator: true }
    expect(await holderTold(closed.execute(register('C8', code), operator))).toBe('C9')
  })

  test('is told to the owner of that customer, and not to those of another region, nor where nothing is left open', async () => {
    const { store, told, kehu } = await aKehu()
    await told({ ...register('C9', code), owner: 'olga' } as CommandInput)
    const appoint = { type: 'AppointMember', region: 'east', user: 'boss', from: '2026-01-10' } as const
    const west = { region: 'west', name: 'W', timeZone: 'Asia/Shanghai', currency: 'CNY' }
    for (const founder of ['olga', 'eve'])
      await told(
        { type: 'OpenRegion', ...west, region: founder, occurredOn: '2026-01-05' },
        { actor: founder },
      )
    const inOwn = (actor: string) => ({ ...register(`${actor}-1`, code), region: actor }) as CommandInput
    const closed = openKehu({ store, clock, newId: uuid, governed: true })
    await told(
      {
        ...{ type: 'AppointMember', region: 'eve', user: 'eve', roles: ['manager'], from: '2026-01-10' },
        occurredOn: '2026-01-10',
      },
      { actor: 'eve' },
    )
    expect(await holderTold(closed.execute(inOwn('eve'), { actor: 'eve' }))).toBe(null)
    await told({ ...appoint, roles: ['manager'], occurredOn: '2026-01-10' })
    expect(await holderTold(kehu.execute(inOwn('olga'), { actor: 'olga' }))).toBe('C9')
    expect(await holderTold(kehu.execute(inOwn('eve'), { actor: 'eve' }))).toBe(null)
  })
})
