import { defaultPolicy, Policy } from '@kehu/domain'
import { left } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import type { CommandInput } from './commands.ts'
import { aKehu, buy, register } from './kehu.fixture.ts'

const appoint = (user: string, role: 'manager' | 'sales', from = '2026-02-01'): CommandInput => ({
  type: 'AppointMember',
  region: 'east',
  user,
  roles: [role],
  from,
  occurredOn: '2026-01-10',
})
const rename: CommandInput = {
  type: 'CorrectProfile',
  customer: 'C1',
  changes: { name: 'C One' },
  occurredOn: '2026-02-02',
}

describe('who may do what in a region', () => {
  test('from the day of its first manager on, it is up to the members’ roles', async () => {
    const { kehu, told } = await aKehu()
    await told(register('C1'))
    await told(appoint('li.na', 'manager'))
    await told(appoint('anna', 'sales'))
    expect(await kehu.execute(buy('C1', 'P1'), { actor: 'nobody' })()).toMatchObject(
      left({ _tag: 'NotPermitted', actor: 'nobody' }),
    )
    await told({ ...rename, occurredOn: '2026-01-31' }, { actor: 'nobody' })
    await told(buy('C1', 'P1'), { actor: 'anna' })
    await told(buy('C1', 'P2'), { actor: 'li.na' })
  })

  test('a policy’s own permissions take the place of the table', async () => {
    const { kehu, told } = await aKehu()
    await told(register('C1'))
    await told(appoint('li.na', 'manager'))
    await told(appoint('anna', 'sales'))
    const policy = {
      ...Policy.encode(defaultPolicy),
      permissions: {
        commands: [{ command: 'RecordPurchase', roles: ['manager'] }],
        confidential: ['manager'],
      },
    } as const
    await told({
      type: 'AdoptPolicy',
      region: 'east',
      version: 'strict',
      effectiveFrom: '2026-02-01',
      policy,
      occurredOn: '2026-02-01',
    })
    expect(await kehu.execute(buy('C1', 'P1'), { actor: 'anna' })()).toMatchObject(
      left({ _tag: 'NotPermitted', needs: ['manager'] }),
    )
    await told(buy('C1', 'P1'), { actor: 'li.na' })
    await told(rename, { actor: 'anna' })
  })
})
