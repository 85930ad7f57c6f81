import { createMemoryStore, type EventStore } from '@kehu/event-store'
import { isRight, left } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { aKehu, buy, got, kehuOver, register } from './kehu.fixture.ts'
import { asOperator } from './viewing.ts'

const creditCode = '91350100M000100Y43'

describe('commands', () => {
  test('a misspelt field is refused by name, and nothing is stored', async () => {
    const { kehu, store } = await aKehu()
    const before = got(await store.head())
    const refused = await kehu.executeUnknown({ ...register('C1'), regoin: 'west' }, { actor: 'li.na' })()
    expect(refused).toMatchObject(left({ _tag: 'Invalid', message: expect.stringContaining('regoin') }))
    expect(got(await store.head())).toEqual(before)
  })

  test.each([null, 7, 'RegisterCustomer', {}, { type: 'Regster' }, { type: ['RegisterCustomer'] }, []])(
    '%j is no command, and the answer says what one looks like',
    async (input) => {
      const { kehu } = await aKehu()
      expect(await kehu.executeUnknown(input, { actor: 'li.na' })()).toMatchObject(left({ _tag: 'Invalid' }))
    },
  )

  test('nobody acts without a name', async () => {
    const { kehu } = await aKehu()
    expect(await kehu.execute(register('C1'), { actor: ' ' })()).toMatchObject(left({ _tag: 'Invalid' }))
  })

  test('an id too long for a stream is refused, not cut', async () => {
    const { kehu } = await aKehu()
    const refused = await kehu.execute(register('客'.repeat(40)), { actor: 'li.na' })()
    expect(refused).toMatchObject(left({ _tag: 'Invalid' }))
  })

  test('two at once on one customer are both decided, one after the other', async () => {
    const { kehu, told } = await aKehu()
    await told(register('C1'))
    const both = await Promise.all(['P1', 'P2'].map((purchase) => told(buy('C1', purchase))))
    expect(both.map(({ revision }) => revision).sort()).toEqual([1, 2])
    expect(got(await kehu.tiers({ asOf: '2026-03-31' })())[0]?.total).toBe(2_000n)
  })

  test('who names the revision he has seen is told when another was faster', async () => {
    const { kehu, told } = await aKehu()
    await told(register('C1'))
    await told(buy('C1', 'P1'))
    const stale = await kehu.execute(buy('C1', 'P2'), { actor: 'li.na', expectedRevision: 0 })()
    expect(stale).toMatchObject(left({ _tag: 'Conflict', expected: 0, actual: 1 }))
    const late = await kehu.execute(register('C1'), { actor: 'li.na', expectedRevision: null })()
    expect(late).toMatchObject(left({ _tag: 'Conflict', expected: 'noStream', actual: 1 }))
  })

  test('facts older than the policy allows are refused, unless they are entered as history', async () => {
    const { kehu, told } = await aKehu()
    await told(register('C1'))
    const old = { ...buy('C1', 'P1'), occurredOn: '2019-05-01' }
    expect(await kehu.execute(old, { actor: 'li.na' })()).toMatchObject(left({ _tag: 'BackDatedTooFar' }))
    expect((await told(old, { historical: true })).events).toHaveLength(1)
  })

  test('today is a date of the region: at 20:00 in Shanghai it is still morning in New York', async () => {
    const { kehu, told } = await aKehu()
    const opened = {
      type: 'OpenRegion',
      region: 'ny',
      name: 'NY',
      currency: 'USD',
      occurredOn: '2026-03-31',
    } as const
    await told({ ...opened, timeZone: 'America/New_York' })
    expect(kehu.today('America/New_York')).toBe('2026-04-01')
    expect(kehu.today('Pacific/Honolulu')).toBe('2026-03-31')
    const ahead = { ...register('C1'), occurredOn: '2026-04-02' }
    expect(await kehu.execute(ahead, { actor: 'li.na' })()).toMatchObject(left({ _tag: 'InTheFuture' }))
  })
})

describe('a credit code belongs to one customer', () => {
  test('the second who claims it is told who has it', async () => {
    const { kehu, told } = await aKehu()
    await told(register('C1', creditCode))
    expect(await kehu.execute(register('C2', creditCode), { actor: 'li.na' })()).toMatchObject(
      left({ _tag: 'DuplicateCustomer', customer: 'C1' }),
    )
    await told(register('C2'))
    const correction = {
      type: 'CorrectProfile',
      customer: 'C2',
      changes: { creditCode },
      occurredOn: '2026-02-01',
    } as const
    expect(await kehu.execute(correction, { actor: 'li.na' })()).toMatchObject(
      left({ _tag: 'DuplicateCustomer' }),
    )
  })

  test('of two at once one is registered', async () => {
    const { kehu } = await aKehu()
    const both = await Promise.all(
      ['C1', 'C2'].map((customer) => kehu.execute(register(customer, creditCode), { actor: 'li.na' })()),
    )
    expect(both.filter(isRight)).toHaveLength(1)
  })

  test('a claim left behind by a crash is completed by the retry', async () => {
    const store = createMemoryStore({ clock: Date.now, id: 'memory' })
    const { kehu } = await aKehu(crashingAt('customer-C1', store))
    expect(
      await kehu.execute(register('C1', creditCode), { actor: 'li.na', commandId: 'k' })(),
    ).toMatchObject(left({ _tag: 'Unreachable' }))
    const restarted = kehuOver(store)
    expect(
      got(await restarted.execute(register('C1', creditCode), { actor: 'li.na', commandId: 'k' })()).events,
    ).toHaveLength(1)
  })
})

describe('history', () => {
  test('holds the customer’s own events, its complaints and its opportunities, by day', async () => {
    const { kehu, told } = await aKehu()
    await told(register('C1'))
    await told(register('C2'))
    await told(buy('C1', 'P1'))
    await told(buy('C2', 'P1'))
    await told({
      type: 'ReceiveComplaint',
      complaint: 'X1',
      customer: 'C1',
      region: 'east',
      receivedAt: '2026-02-01T09:00:00+08:00',
      complainant: { subject: 's', value: 'Wang' },
      channel: 'phone',
      content: { subject: 's', value: 'late' },
      occurredOn: '2026-02-01',
    })
    const types = got(await kehu.history('C1', asOperator)()).map(({ event }) => event.type)
    expect(types).toEqual(['CustomerRegistered', 'ComplaintReceived', 'PurchaseRecorded'])
  })

  test('of a customer nobody knows is empty', async () => {
    const { kehu } = await aKehu()
    expect(got(await kehu.history('nobody', asOperator)())).toEqual([])
  })
})

describe('questions', () => {
  test('a date that does not exist is refused by name', async () => {
    const { kehu } = await aKehu()
    expect(await kehu.tiers({ asOf: '2026-02-30', region: ' ' })()).toMatchObject(
      left({ _tag: 'Invalid', problems: [expect.stringMatching(/^asOf/), expect.stringMatching(/^region/)] }),
    )
  })

  test('an event nobody can read stops every answer, and says which', async () => {
    const { kehu, told, store } = await aKehu()
    await told(register('C1'))
    const alien = {
      id: '6f0c1d52-3b0f-4f0e-9a57-5c1f0c1d5201',
      type: 'PurchaseRecorded',
      version: 9,
      data: '{}',
      occurredOn: '2026-02-02',
      metadata: { actor: 'x', correlationId: 'x', causationId: 'x', commandId: 'x' },
    }
    const [stream] = got(await kehu.history('C1', asOperator)()).map((entry) => entry.stream)
    if (stream === undefined) throw new Error('registered customers have a stream')
    got(await store.append(stream, 0, [alien])())
    const answer = await kehu.tiers({ asOf: '2026-03-31' })()
    expect(answer).toMatchObject(left({ _tag: 'PoisonEvent', id: alien.id, stream: 'customer-C1' }))
  })
})

/** A store that loses its connection whenever this stream is written. */
const crashingAt = (stream: string, store: EventStore): EventStore => ({
  ...store,
  append: (to, expected, events) =>
    to === stream
      ? async () => left({ _tag: 'Unreachable', message: 'the connection is gone' })
      : store.append(to, expected, events),
})
