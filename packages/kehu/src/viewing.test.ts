import { describe, expect, test } from 'vitest'
import type { CommandInput } from './commands.ts'
import { aKehu, got } from './kehu.fixture.ts'
import { asOperator } from './viewing.ts'

const member = (user: string, role: 'manager' | 'sales' | 'auditor'): CommandInput => ({
  type: 'AppointMember',
  region: 'east',
  user,
  roles: [role],
  from: '2026-01-05',
  occurredOn: '2026-01-05',
})
const governed = [member('boss', 'manager'), member('seller', 'sales'), member('checker', 'auditor')]

/** What of Mr Wang's words a viewer reads. */
const words = async (viewer: string, members: ReadonlyArray<CommandInput> = governed) => {
  const { kehu, told } = await aKehu()
  const [first, ...others] = [...members, ...complaintOfC1]
  // The founder appoints the first; from then on the manager acts.
  if (first !== undefined) await told(first)
  for (const command of others) await told(command, { actor: 'boss' })
  const entries = got(await kehu.history('C1', viewer)())
  const complaint = entries.find(({ event }) => event.type === 'ComplaintReceived')
  return Reflect.get(Object(complaint?.event.data), 'content')
}

const complaintOfC1: ReadonlyArray<CommandInput> = [
  {
    type: 'RegisterCustomer',
    customer: 'C1',
    region: 'east',
    profile: { name: 'C1' },
    owner: 'anna',
    occurredOn: '2026-01-06',
  },
  {
    type: 'AppointAccountTeam',
    customer: 'C1',
    from: '2026-01-06',
    members: [
      { user: 'anna', part: 'owner', duty: 'All' },
      { user: 'mate', part: 'backup', duty: 'When Anna is away' },
    ],
    occurredOn: '2026-01-06',
  },
  {
    type: 'ReceiveComplaint',
    complaint: 'X1',
    customer: 'C1',
    region: 'east',
    receivedAt: '2026-02-01T09:00:00+08:00',
    complainant: { subject: 's', value: 'Wang' },
    channel: 'phone',
    content: { subject: 's', value: 'late' },
    occurredOn: '2026-02-01',
  },
]

describe('personal data', () => {
  const clear = { subject: 's', value: 'late' }
  const hidden = { subject: 's', withheld: true }

  test.each([
    ['the owner', 'anna', clear],
    ['a member of the account team', 'mate', clear],
    ['a manager', 'boss', clear],
    ['a seller who has nothing to do with the customer', 'seller', hidden],
    ['an auditor', 'checker', hidden],
    ['a stranger', 'nobody', hidden],
  ])('%s sees as the policy says (A53)', async (_, viewer, seen) => {
    expect(await words(viewer)).toEqual(seen)
  })

  test('are seen by everybody where nobody has been appointed', async () => {
    expect(await words('seller', [])).toEqual(clear)
  })

  test('are shown to somebody, or to whoever runs the service by name', async () => {
    const { kehu, told } = await aKehu()
    for (const command of complaintOfC1) await told(command)
    const all = got(await kehu.history('C1', asOperator)())
    expect(got(await kehu.history('C1', 'li.na')())).toEqual(all)
    expect(await kehu.history('C1', ' ')()).toMatchObject({ left: { _tag: 'Invalid' } })
  })
})
