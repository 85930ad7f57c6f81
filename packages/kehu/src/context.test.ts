import { defaultPolicy, Policy } from '@kehu/domain'
import { createMemoryStore, type EventStore } from '@kehu/event-store'
import { left } from 'fp-ts/lib/Either.js'
import { v4 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { CommandInput } from './commands.ts'
import { aKehu, clock, got, register } from './kehu.fixture.ts'
import { openKehu } from './open-kehu.ts'

const day = { occurredOn: '2026-02-03' }
const signal: CommandInput = {
  ...{ type: 'IdentifyOpportunity', opportunity: 'O1', region: 'east', customer: 'D1', owner: 'anna' },
  ...{ source: 'complaint', complaint: 'K1', evidence: 'x', ...day },
}
const heard: CommandInput = {
  ...{ type: 'ReceiveComplaint', complaint: 'K1', customer: 'D1', region: 'east' },
  ...{ receivedAt: '2026-02-03T09:00:00+08:00', complainant: { subject: 's', value: 'Wang' } },
  ...{ channel: 'phone', content: { subject: 's', value: 'late' }, ...day },
}
const merge = (customer: string, survivor: string): CommandInput => ({
  ...{ type: 'MergeInto', customer, survivor, reason: 'one company', ...day },
})

/** D1 lives on in B1, and B1 in C1. */
const merged = async () => {
  const { kehu, told, store } = await aKehu()
  for (const customer of ['D1', 'B1', 'C1']) await told(register(customer))
  await told(heard)
  await told(merge('D1', 'B1'))
  await told(merge('B1', 'C1'))
  return { kehu, told, store }
}

/** The same store, whose nth look at a stream fails. */
const failingAt = (store: EventStore, n: number): EventStore => {
  let looks = 0
  return {
    ...store,
    readStream: (stream, options) => {
      looks += 1
      if (looks !== n) return store.readStream(stream, options)
      return (async function* () {
        yield left({ _tag: 'Unreachable', message: 'gone' } as const)
      })()
    },
  }
}

describe('what a decision needs of the world', () => {
  test('is all of it or a fault: whichever look at the store fails, the command is answered by it, and nothing is written', async () => {
    const { store } = await merged()
    let n = 1
    for (; ; n++) {
      const kehu = openKehu({ store: failingAt(store, n), clock, newId: uuid })
      const answer = await kehu.execute(signal, { actor: 'li.na' })()
      if (answer._tag === 'Right') break
      expect(answer).toMatchObject(left({ _tag: 'Unreachable' }))
    }
    // The opportunity, the region, the complaint, and the customer with those it lives on in.
    expect(n).toBeGreaterThanOrEqual(6)
  })

  test('so is what a viewer may see', async () => {
    const { store } = await merged()
    let n = 1
    for (; ; n++) {
      const kehu = openKehu({ store: failingAt(store, n), clock, newId: uuid })
      const answer = await kehu.history('C1', 'anna')()
      if (answer._tag === 'Right') break
      expect(answer).toMatchObject(left({ _tag: 'Unreachable' }))
    }
    expect(n).toBeGreaterThanOrEqual(6)
  })

  test('a case that nobody has heard of is nobody’s', async () => {
    const { told } = await aKehu()
    await told(register('D1'))
    await told({ ...signal, complaint: 'K404' } as CommandInput)
  })

  test.each<readonly [string, CommandInput]>([
    ['a complaint', signal],
    [
      'an opportunity',
      {
        ...{
          type: 'AskTechnical',
          region: 'hers',
          handOff: 'H1',
          customer: 'E1',
          need: 'x',
          opportunity: 'O1',
        },
        ...day,
      },
    ],
  ])('%s of a region in which one is nobody is touched by naming it', async (_, command) => {
    const { kehu, told } = await aKehu()
    await told(register('D1'))
    await told(heard)
    await told(signal)
    const appointed = { type: 'AppointMember', region: 'east', user: 'boss', from: '2026-01-10' } as const
    await told({ ...appointed, roles: ['manager'], ...day })
    const eve = { actor: 'eve' }
    const terms = { name: 'x', timeZone: 'Asia/Shanghai', currency: 'CNY', occurredOn: '2026-01-05' }
    await told({ type: 'OpenRegion', region: 'hers', ...terms }, eve)
    await told({ ...register('E1'), region: 'hers' } as CommandInput, eve)
    const own = { ...command, region: 'hers', customer: 'E1' }
    const named =
      'opportunity' in own && command === signal ? { ...own, opportunity: 'O2', owner: 'eve' } : own
    expect(await kehu.executeUnknown(named, eve)()).toMatchObject(
      left({ _tag: 'NotPermitted', region: 'east' }),
    )
  })

  test('is the policy in force on the day that the command speaks of, in the first region it touches', async () => {
    const { told } = await aKehu()
    await told(register('D1'))
    await told(heard)
    const policy = Policy.encode(defaultPolicy)
    const adopt = { type: 'AdoptPolicy', region: 'east', version: 'second', policy } as const
    await told({ ...adopt, effectiveFrom: '2026-02-10', ...day })
    const policyOf = async (opportunity: string, occurredOn: string) => {
      const { events } = await told({ ...signal, opportunity, occurredOn } as CommandInput)
      return Reflect.get(Object(events[0]?.event.data), 'policy')
    }
    expect(await policyOf('O1', '2026-02-09')).not.toBe('second')
    expect(await policyOf('O2', '2026-02-10')).toBe('second')
  })

  test('is today where it is latest, in whatever order the regions are named', async () => {
    // Ten in the morning of 10 March in Vancouver; in Shanghai it is the 11th.
    const now = () => Date.parse('2026-03-10T17:00:00Z')
    const kehu = openKehu({ store: createMemoryStore({ clock: now, id: 'm' }), clock: now, newId: uuid })
    const told = async (command: CommandInput) => got(await kehu.execute(command, { actor: 'li.na' })())
    for (const [region, timeZone] of [
      ['pacific', 'America/Vancouver'],
      ['east', 'Asia/Shanghai'],
    ] as const) {
      const since = { occurredOn: '2026-01-05' }
      await told({ type: 'OpenRegion', region, name: region, timeZone, currency: 'CNY', ...since })
      await told({ ...register(region), region } as CommandInput)
    }
    const sale = (customer: string, region: string): CommandInput => ({
      ...{ type: 'RecordPurchase', customer, region, purchase: 'P1', netAmount: 1, occurredOn: '2026-03-11' },
    })
    await told(sale('pacific', 'east'))
    await told(sale('east', 'pacific'))
    const tomorrow = { ...sale('east', 'pacific'), purchase: 'P2', occurredOn: '2026-03-12' } as CommandInput
    expect(await kehu.execute(tomorrow, { actor: 'li.na' })()).toMatchObject(left({ _tag: 'InTheFuture' }))
  })
})
