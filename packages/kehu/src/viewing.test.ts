import type { EventStore } from '@kehu/event-store'
import { left } from 'fp-ts/lib/Either.js'
import { v4 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { CommandInput } from './commands.ts'
import { aKehu, clock, got } from './kehu.fixture.ts'
import { openKehu } from './open-kehu.ts'
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

describe('whose business an event is', () => {
  const hidden = { subject: 's', withheld: true }
  const clear = { subject: 's', value: 'late' }
  const day = { occurredOn: '2026-02-01' }

  /** East is managed by `boss`, west by `wu`; what is said of a complaint is in `content`. */
  const twoRegions = async () => {
    const { kehu, told, store } = await aKehu()
    await told(member('boss', 'manager'))
    const west = { region: 'west', name: 'West', timeZone: 'Asia/Shanghai', currency: 'CNY' }
    await told({ type: 'OpenRegion', ...west, occurredOn: '2026-01-05' }, { actor: 'wu' })
    await told(
      { type: 'AppointMember', region: 'west', user: 'wu', roles: ['manager'], from: '2026-01-05', ...day },
      { actor: 'wu' },
    )
    return { kehu, told, store }
  }
  const operator = { actor: 'ops', asOperator: true }
  const registered = (customer: string, region: string): CommandInput => ({
    ...{ type: 'RegisterCustomer', customer, region, profile: { name: customer }, owner: 'anna' },
    occurredOn: '2026-01-06',
  })
  const heard = (complaint: string, customer: string, region: string): CommandInput => ({
    ...{ type: 'ReceiveComplaint', complaint, customer, region, receivedAt: '2026-02-01T09:00:00+08:00' },
    ...{ complainant: { subject: 's', value: 'Wang' }, channel: 'phone', content: clear, ...day },
  })
  const contentOf = async (
    kehu: Awaited<ReturnType<typeof aKehu>>['kehu'],
    viewer: string | typeof asOperator,
  ) => {
    for await (const page of kehu.events(viewer)) {
      const found = got(page).find(({ event }) => event.type === 'ComplaintReceived')
      if (found !== undefined) return Reflect.get(Object(found.event.data), 'content')
    }
    return null
  }

  test('a complaint heard in another region is its business and that of the customer’s home', async () => {
    const { kehu, told } = await twoRegions()
    await told(registered('C1', 'east'), operator)
    await told(heard('K1', 'C1', 'west'), operator)
    expect(await contentOf(kehu, 'boss')).toEqual(hidden)
    expect(await contentOf(kehu, 'wu')).toEqual(hidden)
    expect(await contentOf(kehu, asOperator)).toEqual(clear)
    await told(member('wu', 'manager'), operator)
    expect(await contentOf(kehu, 'wu')).toEqual(clear)
  })

  test('what concerns a customer without a home is nobody’s but the operator’s', async () => {
    const { kehu, told } = await twoRegions()
    await told(heard('K1', 'C404', 'west'), operator)
    expect(await contentOf(kehu, 'wu')).toEqual(hidden)
    expect(await contentOf(kehu, asOperator)).toEqual(clear)
  })

  test('a duplicate is the business of those who have the survivor', async () => {
    const { kehu, told } = await twoRegions()
    await told(registered('C1', 'east'), operator)
    await told(registered('D1', 'west'), operator)
    await told(heard('K1', 'D1', 'east'), operator)
    expect(await contentOf(kehu, 'boss')).toEqual(hidden)
    const merge = { type: 'MergeInto', customer: 'D1', survivor: 'C1', reason: 'one company' } as const
    await told({ ...merge, ...day }, operator)
    expect(await contentOf(kehu, 'boss')).toEqual(clear)
    expect(await contentOf(kehu, 'wu')).toEqual(hidden)
  })

  test('what a region says of its people is its own business', async () => {
    const { kehu, told } = await twoRegions()
    await told(member('seller', 'sales'), { actor: 'boss' })
    const reason = { subject: 's', value: 'ill' }
    await told(
      { type: 'ReleaseMember', region: 'east', user: 'seller', until: '2026-03-01', reason, ...day },
      { actor: 'boss' },
    )
    const reasonFor = async (viewer: string) => {
      for await (const page of kehu.events(viewer)) {
        const found = got(page).find(({ event }) => event.type === 'MemberReleased')
        if (found !== undefined) return Reflect.get(Object(found.event.data), 'reason')
      }
      return null
    }
    expect(await reasonFor('boss')).toEqual(reason)
    expect(await reasonFor('wu')).toEqual(hidden)
    // Whoever was released is nothing there any more.
    expect(await reasonFor('seller')).toEqual(hidden)
  })

  test('an opportunity is that of its owner and of whoever has a duty in it', async () => {
    const { kehu, told } = await twoRegions()
    await told(registered('C1', 'east'), operator)
    const team = [
      { user: 'anna', part: 'owner', duty: 'All' },
      { user: 'dan', part: 'backup', duty: 'x' },
    ] as const
    await told(
      { type: 'AppointAccountTeam', customer: 'C1', from: '2026-01-06', members: team, ...day },
      operator,
    )
    const chance = { opportunity: 'O1', customer: 'C1', region: 'east', owner: 'anna' }
    await told({ type: 'IdentifyOpportunity', ...chance, source: 'need', evidence: 'x', ...day }, operator)
    const step = { step: 's1', due: '2026-02-20', owner: 'anna', method: 'visit' } as const
    await told({ type: 'PlanFollowUp', opportunity: 'O1', steps: [step], ...day }, operator)
    await told({ type: 'CompleteStep', opportunity: 'O1', step: 's1', result: clear, ...day }, operator)
    const resultFor = async (viewer: string) => {
      const entries = got(await kehu.history('C1', viewer)())
      const done = entries.find(({ event }) => event.type === 'StepCompleted')
      return Reflect.get(Object(done?.event.data), 'result')
    }
    expect(await resultFor('anna')).toEqual(clear)
    expect(await resultFor('dan')).toEqual(clear)
    expect(await resultFor('wu')).toEqual(hidden)
  })

  test('whoever has a duty in an opportunity reads what is said of it', async () => {
    const { kehu, told } = await twoRegions()
    await told(registered('C1', 'east'), operator)
    const chance = { opportunity: 'O1', customer: 'C1', region: 'east', owner: 'anna' }
    await told({ type: 'IdentifyOpportunity', ...chance, source: 'need', evidence: 'x', ...day }, operator)
    const members = [{ user: 'pat', duty: 'the design' }]
    await told({ type: 'AssignDuties', opportunity: 'O1', members, ...day }, operator)
    const step = { step: 's1', due: '2026-02-20', owner: 'anna', method: 'visit' } as const
    await told({ type: 'PlanFollowUp', opportunity: 'O1', steps: [step], ...day }, operator)
    await told({ type: 'CompleteStep', opportunity: 'O1', step: 's1', result: clear, ...day }, operator)
    const entries = got(await kehu.history('C1', 'pat')())
    const done = entries.find(({ event }) => event.type === 'StepCompleted')
    expect(Reflect.get(Object(done?.event.data), 'result')).toEqual(clear)
  })

  test('what was said of a customer goes with it to its new home', async () => {
    const { kehu, told } = await twoRegions()
    const profile = { name: 'C1', legalRepresentative: clear }
    await told(
      { type: 'RegisterCustomer', customer: 'C1', region: 'west', profile, occurredOn: '2026-01-06' },
      operator,
    )
    await told(
      { type: 'TransferToRegion', customer: 'C1', region: 'east', reason: 'moved', ...day },
      operator,
    )
    const representativeFor = async (viewer: string) => {
      const entries = got(await kehu.history('C1', viewer)())
      const known = entries.find(({ event }) => event.type === 'CustomerRegistered')
      return Reflect.get(Object(Reflect.get(Object(known?.event.data), 'profile')), 'legalRepresentative')
    }
    expect(await representativeFor('boss')).toEqual(clear)
    expect(await representativeFor('wu')).toEqual(hidden)
  })

  test('where nothing is left open, an unappointed region shows itself to its founder alone', async () => {
    const { told, store } = await aKehu()
    for (const command of complaintOfC1) await told(command)
    const governedDoor = openKehu({ store, clock, newId: uuid, governed: true })
    expect(await contentOf(governedDoor, 'li.na')).toEqual(clear)
    expect(await contentOf(governedDoor, 'anna')).toEqual(hidden)
  })

  test('a store that fails while it is looked up ends the pages with its fault', async () => {
    const { told, store } = await aKehu()
    for (const command of complaintOfC1) await told(command)
    const fault = { _tag: 'Unreachable', message: 'gone' } as const
    const silent: EventStore = {
      ...store,
      readStream: async function* () {
        yield left(fault)
      },
    }
    const kehu = openKehu({ store: silent, clock, newId: uuid })
    const ends: string[] = []
    for await (const page of kehu.events('anna')) ends.push(page._tag)
    expect(ends).toEqual(['Left'])
  })
})
