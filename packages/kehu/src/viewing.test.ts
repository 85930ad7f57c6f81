import { CustomerId, decode, UserId } from '@kehu/domain'
import { v4 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { aKehu, got, register } from './kehu.fixture.ts'
import { nobodyYet, type People, viewOf } from './viewing.ts'

const user = (name: string) => got(decode(UserId)(name))
const people: People = {
  membersOn: () =>
    new Map([
      [user('boss'), ['manager']],
      [user('seller'), ['sales']],
      [user('checker'), ['auditor']],
    ]),
  accountTeamOn: () => [user('mate')],
}
const clock = () => Date.parse('2026-04-01T04:00:00Z')

/** What of Mr Wang's words a viewer reads. */
const words = async (viewer: string, who: People = people) => {
  const { kehu, told, store } = await aKehu()
  await told({ ...register('C1'), owner: 'anna' })
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
  const view = got(
    await viewOf({ store, clock, newId: uuid }, who)(got(decode(CustomerId)('C1')), user(viewer))(),
  )
  const entries = got(await kehu.history('C1')())
  const complaint = entries.map(view).find(({ event }) => event.type === 'ComplaintReceived')
  return Reflect.get(Object(complaint?.event.data), 'content')
}

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

  test('are seen by everybody where nobody manages', async () => {
    expect(await words('seller', nobodyYet)).toEqual(clear)
  })

  test('are asked for with a viewer at the front door', async () => {
    const { kehu, told } = await aKehu()
    await told(register('C1'))
    const all = got(await kehu.history('C1')())
    expect(got(await kehu.historyFor('C1', 'li.na')())).toEqual(all)
    expect(await kehu.historyFor('C1', ' ')()).toMatchObject({ left: { _tag: 'Invalid' } })
  })
})
