import { defaultPolicy, Policy } from '@kehu/domain'
import { createMemoryStore } from '@kehu/event-store'
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'
import { v4 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { CommandInput } from './commands.ts'
import { aKehu, buy, clock, got, register } from './kehu.fixture.ts'
import { openKehu } from './open-kehu.ts'
import { asOperator } from './viewing.ts'

type Role = 'manager' | 'sales' | 'importer' | 'auditor'

const appoint = (user: string, role: Role, more: object = {}): CommandInput => ({
  type: 'AppointMember',
  region: 'east',
  user,
  roles: [role],
  from: '2026-01-10',
  occurredOn: '2026-01-10',
  ...more,
})

const open = (region: string): CommandInput => ({
  type: 'OpenRegion',
  region,
  name: region,
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  occurredOn: '2026-01-05',
})

const refused = left({ _tag: 'NotPermitted' })

/** East, founded by li.na and managed by `boss`, with C1; `eve` is nobody there, and has a region of her own. */
const governedEast = async () => {
  const { kehu, told, store } = await aKehu()
  await told(register('C1'))
  await told(appoint('boss', 'manager'))
  await told(appoint('anna', 'sales'), { actor: 'boss' })
  await told(open('hers'), { actor: 'eve' })
  const by =
    (actor: string, options: object = {}) =>
    (command: CommandInput) =>
      kehu.execute(command, { actor, ...options })()
  return { kehu, told, store, by, eve: by('eve') }
}

describe('who may do what is decided by the roles of now', () => {
  test('a stranger who dates an appointment before the first manager’s day is refused', async () => {
    const { eve, by } = await governedEast()
    const dayBefore = { from: '2026-01-05', occurredOn: '2026-01-05' }
    expect(await eve(appoint('eve', 'manager', dayBefore))).toMatchObject(refused)
    expect(await by('eve', { historical: true })(appoint('eve', 'manager', dayBefore))).toMatchObject(refused)
  })

  test('a released manager does not come back by himself, whatever day he speaks of', async () => {
    const { told, by } = await governedEast()
    await told(appoint('mia', 'manager'), { actor: 'boss' })
    const release = { type: 'ReleaseMember', region: 'east', user: 'boss', until: '2026-03-01' } as const
    await told(
      { ...release, reason: { subject: 's', value: 'left' }, occurredOn: '2026-03-01' },
      { actor: 'mia' },
    )
    expect(
      await by('boss')(appoint('boss', 'manager', { from: '2026-02-01', occurredOn: '2026-02-01' })),
    ).toMatchObject(refused)
    expect(await by('boss')(buy('C1', 'P1'))).toMatchObject(refused)
  })

  test('what is told late is judged by who may tell it today', async () => {
    const { by, told } = await governedEast()
    const late = { ...buy('C1', 'P1'), occurredOn: '2026-01-07' }
    expect(await by('nobody')(late)).toMatchObject(refused)
    await told(late, { actor: 'anna' })
  })

  test('history takes an importer, who is no manager by it', async () => {
    const { by, told } = await governedEast()
    await told(appoint('ida', 'importer'), { actor: 'boss' })
    const history = { historical: true }
    expect(await by('anna', history)(buy('C1', 'P1'))).toMatchObject(refused)
    expect(await by('ida')(buy('C1', 'P1'))).toMatchObject(refused)
    await told(buy('C1', 'P1'), { actor: 'ida', ...history })
    expect(await by('ida', history)(appoint('ida', 'manager'))).toMatchObject(refused)
  })
})

describe('every region and every customer that a command touches is judged', () => {
  const day = { occurredOn: '2026-02-03' }
  const reason = 'because'
  const line = { currency: 'CNY', netAmount: 100, occurredOn: '2026-02-03' }

  test.each<readonly [string, CommandInput]>([
    [
      'a purchase in a region of one’s own',
      { type: 'RecordPurchase', customer: 'C1', purchase: 'X', netAmount: 1, region: 'hers', ...day },
    ],
    [
      'a tier assigned in a region of one’s own',
      {
        type: 'AssignTier',
        customer: 'C1',
        region: 'hers',
        tier: 'A',
        reason,
        approver: 'mallory',
        ...day,
      },
    ],
    [
      'a transfer to a region of one’s own',
      { type: 'TransferToRegion', customer: 'C1', region: 'hers', reason, ...day },
    ],
    [
      'a complaint heard in a region of one’s own',
      {
        type: 'ReceiveComplaint',
        complaint: 'K1',
        customer: 'C1',
        region: 'hers',
        receivedAt: '2026-02-03T09:00:00+08:00',
        complainant: { subject: 's', value: 'Wang' },
        channel: 'phone',
        content: { subject: 's', value: 'late' },
        ...day,
      },
    ],
    [
      'an opportunity seen in a region of one’s own',
      {
        type: 'IdentifyOpportunity',
        opportunity: 'O1',
        region: 'hers',
        customer: 'C1',
        source: 'need',
        evidence: 'x',
        owner: 'eve',
        ...day,
      },
    ],
    [
      'a merge of one’s own customer into another’s',
      { type: 'MergeInto', customer: 'E1', survivor: 'C1', reason, ...day },
    ],
    [
      'a merge of another’s customer into one’s own',
      { type: 'MergeInto', customer: 'C1', survivor: 'E1', reason, ...day },
    ],
    [
      'a parent of another region',
      { type: 'DeclareParent', customer: 'E1', parent: 'C1', rollUp: true, ...day },
    ],
    ['a region placed under another', { type: 'PlaceUnder', region: 'hers', parent: 'east', ...day }],
    [
      'a split of another’s sales',
      {
        type: 'AgreeCreditSplit',
        region: 'hers',
        customer: 'C1',
        shares: [{ user: 'eve', share: { numerator: 1, denominator: 1 } }],
        from: '2026-02-01',
        ...day,
      },
    ],
    [
      'an item about another’s customer',
      {
        type: 'ShareItem',
        region: 'hers',
        item: 'I1',
        kind: 'customerFact',
        customer: 'C1',
        text: 'x',
        ...day,
      },
    ],
    [
      'an import for another’s customer',
      {
        type: 'ImportPurchases',
        customer: 'C1',
        lines: [{ ...line, purchase: 'L1', region: 'hers' }],
        ...day,
      },
    ],
  ])('%s', async (_, command) => {
    const { kehu, told, eve } = await governedEast()
    await told({ ...register('E1'), region: 'hers' } as CommandInput, { actor: 'eve' })
    const before = got(await kehu.history('C1', asOperator)())
    expect(await eve(command)).toMatchObject(refused)
    expect(got(await kehu.history('C1', asOperator)())).toEqual(before)
  })

  test('an import goes in line by region', async () => {
    const { kehu, told } = await governedEast()
    await told(appoint('ida', 'importer'), { actor: 'boss' })
    await told(open('west'), { actor: 'wu' })
    await told(appoint('wu', 'manager', { region: 'west' }), { actor: 'wu' })
    const lines = [
      { ...line, purchase: '5b0f2b5e-6a6e-4f0e-9a3c-0c6f2f1b7d11', region: 'east' },
      { ...line, purchase: '6b0f2b5e-6a6e-4f0e-9a3c-0c6f2f1b7d11', region: 'west' },
    ]
    const sales = { of: { customer: 'C1' }, documents: [{ document: null, lines }] }
    const imported = await kehu.importSales(sales as never, { actor: 'ida' })()
    expect(got(imported)).toMatchObject({
      appended: 1,
      refused: [{ reason: { _tag: 'NotPermitted', message: expect.stringContaining('west') } }],
    })
  })

  test('a transfer is by word of both: one proposes, the other completes, and only once', async () => {
    const { told, by } = await governedEast()
    const transfer = {
      type: 'TransferToRegion',
      customer: 'C1',
      region: 'hers',
      reason,
      proposal: 'T1',
      ...day,
    } as const
    const propose = (region: string): CommandInput => ({
      type: 'ProposeTransfer',
      region,
      proposal: 'T1',
      customer: 'C1',
      from: 'east',
      to: 'hers',
      reason,
      ...day,
    })
    expect(await by('eve')(transfer)).toMatchObject(refused)
    // Her own word is not the other's.
    await told(propose('hers'), { actor: 'eve' })
    expect(await by('eve')(transfer)).toMatchObject(refused)
    await told(propose('east'), { actor: 'boss' })
    await told(transfer, { actor: 'eve' })
    const back = { type: 'TransferToRegion', customer: 'C1', region: 'east', reason, ...day } as const
    expect(await by('boss')(back)).toMatchObject({ _tag: 'Right' })
    expect(await by('eve')(transfer)).toMatchObject({ _tag: 'Left' })
  })
})

describe('a region in which nobody has been appointed', () => {
  test('is open to all, but only its founder, or whoever runs the store, appoints the first manager', async () => {
    const { kehu, told } = await aKehu()
    await told(register('C1'), { actor: 'nobody' })
    const first = appoint('eve', 'manager')
    expect(await kehu.execute(first, { actor: 'eve' })()).toMatchObject(refused)
    expect(await kehu.execute(appoint('li.na', 'sales'), { actor: 'li.na' })()).toMatchObject(
      left({ _tag: 'FirstManagerMissing' }),
    )
    await told(first, { actor: 'ops', asOperator: true })
    expect(await kehu.execute(buy('C1', 'P1'), { actor: 'nobody' })()).toMatchObject(refused)
    await told(buy('C1', 'P1'), { actor: 'eve' })
  })

  test('is there no more where founders manage at once', async () => {
    const store = createMemoryStore({ clock, id: 'memory' })
    const lax = openKehu({ store, clock, newId: uuid })
    got(await lax.execute(open('old'), { actor: 'li.na' })())
    const kehu = openKehu({ store, clock, newId: uuid, governed: true })
    got(await kehu.execute(open('east'), { actor: 'li.na' })())
    expect(await kehu.execute(register('C1'), { actor: 'nobody' })()).toMatchObject(refused)
    got(await kehu.execute(register('C1'), { actor: 'li.na' })())
    // What was left open before is closed, until its founder appoints somebody.
    const there = { ...register('C2'), region: 'old' } as CommandInput
    expect(await kehu.execute(there, { actor: 'li.na' })()).toMatchObject(refused)
    got(await kehu.execute(appoint('mia', 'manager', { region: 'old' }), { actor: 'li.na' })())
    got(await kehu.execute(there, { actor: 'mia' })())
  })
})

test('the regions are those that were opened', async () => {
  const { kehu } = await governedEast()
  expect(got(await kehu.regions()())).toEqual(['east', 'hers'])
})

test('what Kehu says to itself cannot be sent', async () => {
  const { kehu } = await aKehu()
  const absorb = {
    type: 'AbsorbDuplicate',
    customer: 'C1',
    duplicate: 'C2',
    absorbed: [],
    occurredOn: '2026-02-01',
  }
  expect(await kehu.executeUnknown(absorb, { actor: 'li.na' })()).toMatchObject(
    left({ _tag: 'Invalid', message: expect.stringContaining('There is no command "AbsorbDuplicate"') }),
  )
})

test('where a stream is, is told to those who may write to it', async () => {
  const { by } = await governedEast()
  for (const expectedRevision of [null, 0, 1, 99])
    expect(await by('eve', { expectedRevision })(buy('C1', 'P1'))).toMatchObject(refused)
  expect(await by('anna', { expectedRevision: 99 })(buy('C1', 'P1'))).toMatchObject(
    left({ _tag: 'Conflict', actual: 0 }),
  )
})

test('whose credit code it is, is told to those it concerns', async () => {
  const { kehu, told } = await governedEast()
  const code = '91110000600037341L'
  const twin = (customer: string, region: string) => ({ ...register(customer, code), region }) as CommandInput
  await told(twin('C9', 'east'), { actor: 'anna' })
  const duplicate = (answer: Either<unknown, unknown>) => (isLeft(answer) ? answer.left : null)
  expect(duplicate(await kehu.execute(twin('C8', 'east'), { actor: 'anna' })())).toMatchObject({
    _tag: 'DuplicateCustomer',
    customer: 'C9',
  })
  const told2 = duplicate(await kehu.execute(twin('E9', 'hers'), { actor: 'eve' })())
  expect(told2).toMatchObject({ _tag: 'DuplicateCustomer', customer: null })
  expect(JSON.stringify(told2)).not.toContain('C9')
})

test('a policy’s own permissions take the place of the table, as of today', async () => {
  const { kehu, told } = await governedEast()
  const policy = {
    ...Policy.encode(defaultPolicy),
    permissions: {
      commands: [{ command: 'RecordPurchase', roles: ['manager'] }],
      confidential: ['manager'],
    },
  } as const
  const adopt = { type: 'AdoptPolicy', region: 'east', version: 'strict', policy } as const
  await told({ ...adopt, effectiveFrom: '2026-02-01', occurredOn: '2026-02-01' }, { actor: 'boss' })
  expect(await kehu.execute(buy('C1', 'P1'), { actor: 'anna' })()).toMatchObject(
    left({ _tag: 'NotPermitted', needs: ['manager'] }),
  )
  // Not by the policy of the day that the command speaks of.
  expect(
    await kehu.execute({ ...buy('C1', 'P1'), occurredOn: '2026-01-20' }, { actor: 'anna' })(),
  ).toMatchObject(refused)
  await told(buy('C1', 'P1'), { actor: 'boss' })
})
