import { describe, expect, test } from 'vitest'
import { make } from '../testing/leaves.ts'
import { specification } from '../testing/specification.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { UserId } from '../vocabulary/code.ts'
import { CustomerCommand, type CustomerCommandInput } from './commands.ts'
import { customer } from './customer.ts'
import { customerEvents } from './events.ts'

const { given, having } = specification(customer, { command: CustomerCommand, events: customerEvents })

const on = <const T extends CustomerCommandInput['type'], const F>(
  occurredOn: string,
  type: T,
  facts: F,
) => ({
  type,
  occurredOn,
  customer: 'C1',
  ...facts,
})

const registered = on('2026-03-02', 'RegisterCustomer', {
  region: 'East',
  profile: { name: '东方机械有限公司', creditCode: '91350100M000100Y43' },
  owner: 'anna',
})
const bought = on('2026-03-10', 'RecordPurchase', { purchase: 'p1', netAmount: 10_000 })
const gaveBack = on('2026-03-20', 'ReturnPurchase', {
  purchase: 'r1',
  netAmount: 4_000,
  returns: 'p1',
  reason: 'Broken',
})
const line = { purchase: 'i1', region: 'West', currency: 'USD', netAmount: 500, occurredOn: '2026-01-05' }
const imported = on('2026-03-01', 'ImportPurchases', { lines: [line], customerName: 'Orient Machines' })
const left = on('2026-04-01', 'DeactivateCustomer', { reason: 'Closed down' })
const person = { subject: 'p-1', value: 'Ms Li' }

describe('a customer is registered (policy 4.1-A)', () => {
  test('by name, in a home region, with an owner', () => {
    const { type: _, occurredOn, ...data } = registered
    given().when(registered).then({ type: 'CustomerRegistered', occurredOn, data })
    given()
      .when({ ...registered, region: 'Nowhere' })
      .thenRejected('RegionNotOpen', { region: 'Nowhere' })
    having(registered).when(registered).thenRejected('AlreadyRegistered', { registeredOn: '2026-03-02' })
    given().when(bought).thenRejected('NotRegistered')
  })

  test('one whom only a ledger named is registered later, and keeps what was bought', () => {
    const history = having(imported)
    expect(history.state).toMatchObject({
      standing: 'fromLedger',
      homeRegion: 'West',
      profile: { name: 'Orient Machines' },
    })
    history
      .when(on('2026-03-02', 'CorrectProfile', { changes: { address: 'Pier 9' } }))
      .thenRejected('NotRegistered')
    const { state } = having(imported, registered)
    expect(state).toMatchObject({ standing: 'registered', homeRegion: 'East', owner: 'anna' })
    expect(state.purchases.has('i1')).toBe(true)
  })

  test('its profile is corrected by what changes, and only by that', () => {
    having(registered)
      .when(
        on('2026-03-03', 'CorrectProfile', {
          changes: { name: '东方机械有限公司', address: 'Pier 9' },
          reason: 'Moved',
        }),
      )
      .then({
        type: 'ProfileCorrected',
        occurredOn: '2026-03-03',
        data: { customer: 'C1', changes: { address: 'Pier 9' }, reason: 'Moved' },
      })
    having(registered)
      .when(on('2026-03-03', 'CorrectProfile', { changes: { name: '东方机械有限公司' } }))
      .thenRejected('NothingChanges')
  })

  test('the facts of the future and of too long ago wait, or come as history', () => {
    const today = make(CalendarDate, '2026-03-01')
    given().when(registered, { today }).thenRejected('InTheFuture', { today })
    const later = make(CalendarDate, '2027-06-01')
    given().when(registered, { today: later }).thenRejected('BackDatedTooFar', { earliest: '2026-05-31' })
    given().when(registered, { today: later, historical: true }).thenMatching({ type: 'CustomerRegistered' })
  })
})

describe('it buys and gives back (policy 4.1-C, A10)', () => {
  test('a purchase takes region, currency and owner from the customer unless it says otherwise', () => {
    having(registered)
      .when(bought)
      .then({
        type: 'PurchaseRecorded',
        occurredOn: '2026-03-10',
        data: {
          customer: 'C1',
          line: { purchase: 'p1', netAmount: 10_000, region: 'East', currency: 'CNY', owner: 'anna' },
        },
      })
    having(registered)
      .when({ ...bought, region: 'West', owner: 'bo' })
      .thenMatching({ data: { line: { region: 'West', currency: 'USD', owner: 'bo' } } })
    having(registered)
      .when({ ...bought, currency: 'USD' })
      .thenRejected('CurrencyMismatch', { expected: 'CNY', given: 'USD' })
    having(registered)
      .when({ ...bought, netAmount: -1 })
      .thenRejected('AmountNotPositive')
    having(registered, bought).when(bought).thenRejected('PurchaseExists', { purchase: 'p1' })
  })

  test('a return is negative, reduces what is left, and is dated on its own day', () => {
    having(registered, bought)
      .when({ ...gaveBack, costAmount: 1_000 })
      .then({
        type: 'PurchaseReturned',
        occurredOn: '2026-03-20',
        data: {
          customer: 'C1',
          reason: 'Broken',
          returns: 'p1',
          line: {
            purchase: 'r1',
            netAmount: -4_000,
            costAmount: -1_000,
            region: 'East',
            currency: 'CNY',
            owner: 'anna',
          },
        },
      })
    const second = { ...gaveBack, purchase: 'r2', netAmount: 6_001 }
    having(registered, bought, gaveBack)
      .when(second)
      .thenRejected('ReturnExceedsPurchase', { remaining: 6_000 })
    having(registered, bought, gaveBack)
      .when({ ...second, netAmount: 6_000 })
      .thenMatching({ type: 'PurchaseReturned' })
    having(registered, bought)
      .when({ ...gaveBack, occurredOn: '2026-03-09' })
      .thenRejected('ReturnBeforePurchase')
    having(registered).when(gaveBack).thenRejected('NoSuchPurchase', { purchase: 'p1' })
  })

  test('a purchase entered wrongly is corrected, and both versions stay', () => {
    const corrected = on('2026-03-25', 'CorrectPurchase', {
      purchase: 'p1',
      netAmount: 9_000,
      reason: 'Typed wrongly',
    })
    const before = {
      purchase: 'p1',
      netAmount: 10_000,
      region: 'East',
      currency: 'CNY',
      owner: 'anna',
      occurredOn: '2026-03-10',
    }
    having(registered, bought)
      .when(corrected)
      .then({
        type: 'PurchaseCorrected',
        occurredOn: '2026-03-10',
        data: { customer: 'C1', reason: 'Typed wrongly', before, after: { ...before, netAmount: 9_000 } },
      })
    having(registered, bought, gaveBack)
      .when({ ...corrected, netAmount: 3_999 })
      .thenRejected('ReturnExceedsPurchase', { purchase: 'p1' })
    having(registered, bought)
      .when({ ...corrected, netAmount: 10_000 })
      .thenRejected('NothingChanges')
    having(registered, bought)
      .when({ ...corrected, purchase: 'p9' })
      .thenRejected('NoSuchPurchase')
    having(registered, bought)
      .when({ ...corrected, correctedOn: '2026-03-26' })
      .thenRejected('InTheFuture')
    having(registered, bought)
      .when({ ...corrected, netAmount: -1 })
      .thenRejected('AmountNotPositive')
  })

  test('a return entered wrongly is corrected too, within what was bought and not before it', () => {
    const corrected = on('2026-03-25', 'CorrectPurchase', {
      purchase: 'r1',
      netAmount: -5_000,
      reason: 'Typed wrongly',
    })
    const history = having(registered, bought, gaveBack)
    history
      .when(corrected)
      .thenMatching({ data: { before: { netAmount: -4_000 }, after: { netAmount: -5_000 } } })
    history.when({ ...corrected, netAmount: -10_000 }).thenMatching({ type: 'PurchaseCorrected' })
    history
      .when({ ...corrected, netAmount: -10_001 })
      .thenRejected('ReturnExceedsPurchase', { purchase: 'p1' })
    history
      .when({ ...corrected, correctedOn: '2026-03-09' })
      .thenRejected('ReturnBeforePurchase', { purchase: 'p1' })
    history
      .when({ ...corrected, purchase: 'p1', netAmount: 10_000, correctedOn: '2026-03-21' })
      .thenRejected('ReturnBeforePurchase', { purchasedOn: '2026-03-21' })
  })

  test('a ledger is imported line by line; the same line again says nothing, with other content it is refused', () => {
    const { occurredOn, ...facts } = line
    given()
      .when(imported)
      .then({
        type: 'PurchaseRecorded',
        occurredOn,
        data: { customer: 'C1', customerName: 'Orient Machines', line: facts },
      })
    having(imported).when(imported).then()
    having(imported)
      .when({ ...imported, lines: [{ ...line, netAmount: 501 }] })
      .thenRejected('LineDiffers', { differing: ['netAmount'] })
    given()
      .when({ ...imported, lines: [{ ...line, netAmount: -5 }] })
      .thenMatching({ type: 'PurchaseReturned' })
    given()
      .when({ ...imported, lines: [{ ...line, currency: 'CNY' }] })
      .thenRejected('CurrencyMismatch')
    given()
      .when({ ...imported, lines: [{ ...line, region: 'Nowhere' }] })
      .thenRejected('RegionNotOpen')
    given()
      .when({ ...imported, lines: [{ ...line, occurredOn: '2026-03-02' }] })
      .thenRejected('InTheFuture')
  })

  test('a line corrected in Kehu is known again in both its versions', () => {
    const corrected = on('2026-03-05', 'CorrectPurchase', {
      purchase: 'i1',
      netAmount: 600,
      reason: 'Freight',
    })
    having(imported, corrected)
      .when({ ...imported, occurredOn: '2026-03-06' })
      .then()
    having(imported, corrected)
      .when({ ...imported, occurredOn: '2026-03-06', lines: [{ ...line, netAmount: 600 }] })
      .then()
  })
})

describe('it is kept in touch with (policy 5.1, 3.2)', () => {
  const contacted = on('2026-03-12', 'RecordContact', {
    contact: 'k1',
    kind: 'visit',
    depth: 'deep',
    participants: [person],
    topics: ['product', 'development'],
    summary: person,
  })

  test('a contact is deep by what happened in it (A31)', () => {
    const { type: _, occurredOn, ...facts } = contacted
    having(registered)
      .when(contacted)
      .then({ type: 'ContactRecorded', occurredOn, data: { ...facts, region: 'East' } })
    having(registered)
      .when({ ...contacted, kind: 'call' })
      .thenRejected('NotDeep')
    having(registered)
      .when({ ...contacted, participants: [] })
      .thenRejected('NotDeep')
    having(registered)
      .when({ ...contacted, topics: ['product', 'service'] })
      .thenRejected('NotDeep')
    const { summary: __, ...unwritten } = contacted
    having(registered)
      .when(unwritten)
      .thenRejected('NotDeep', { missing: ['a written summary'] })
    having(registered)
      .when({ ...unwritten, depth: 'routine' })
      .thenMatching({ type: 'ContactRecorded' })
    having(registered, contacted).when(contacted).thenRejected('ContactExists', { contact: 'k1' })
  })

  test('what the customer answers is kept with its region and owner (A61)', () => {
    having(registered)
      .when(on('2026-03-12', 'RecordSatisfaction', { answer: { csat: 4 } }))
      .then({
        type: 'SatisfactionRecorded',
        occurredOn: '2026-03-12',
        data: { customer: 'C1', region: 'East', owner: 'anna', answer: { csat: 4 } },
      })
  })

  const adjustment = {
    direction: 'lower',
    interval: { months: 4 },
    reason: 'Asked for rest',
    from: '2026-03-12',
    until: '2026-09-12',
  } as const
  const adjusted = on('2026-03-12', 'AdjustCadence', { adjustment: { ...adjustment, approver: 'manager' } })

  test('it is visited less often only with leave, and never for longer than half a year (A35)', () => {
    having(registered).when(adjusted).thenMatching({ type: 'CadenceAdjusted', data: { adjustment } })
    const change = (facts: object) => ({ ...adjusted, adjustment: { ...adjusted.adjustment, ...facts } })
    having(registered)
      .when({ ...adjusted, adjustment: { ...adjustment, direction: 'lower' } })
      .thenRejected('ApprovalMissing')
    having(registered)
      .when({ ...adjusted, adjustment: { ...adjustment, direction: 'raise' } })
      .thenMatching({})
    having(registered)
      .when(change({ until: '2026-09-13' }))
      .thenRejected('AdjustmentTooLong', { latest: '2026-09-12' })
    having(registered)
      .when(change({ until: '2026-03-11' }))
      .thenRejected('PeriodReversed')
    having(registered)
      .when(adjusted, { actor: make(UserId, 'manager') })
      .thenRejected('SelfApproved', { approver: 'manager' })
  })

  test('it is given a tier by somebody, approved by somebody else (A15)', () => {
    const assigned = on('2026-03-12', 'AssignTier', {
      region: 'East',
      tier: 'A',
      reason: 'Flagship',
      approver: 'manager',
    })
    having(registered)
      .when(assigned)
      .thenMatching({ type: 'TierAssigned', data: { tier: 'A', region: 'East' } })
    having(registered)
      .when(assigned, { actor: make(UserId, 'manager') })
      .thenRejected('SelfApproved')
    having(registered)
      .when({ ...assigned, until: '2026-03-11' })
      .thenRejected('PeriodReversed')
    having(registered)
      .when({ ...assigned, region: 'Nowhere' })
      .thenRejected('RegionNotOpen')
  })

  test('it leaves and comes back', () => {
    const back = on('2026-05-01', 'ReactivateCustomer', { reason: 'New owner' })
    having(registered).when(left).thenMatching({ type: 'CustomerDeactivated' })
    having(registered, left)
      .when({ ...bought, occurredOn: '2026-04-02' })
      .thenRejected('Inactive', { since: '2026-04-01' })
    having(registered, left).when(back).thenMatching({ type: 'CustomerReactivated' })
    having(registered).when(back).thenRejected('AlreadyActive')
    having(registered, left, back)
      .when({ ...bought, occurredOn: '2026-05-02' })
      .thenMatching({ type: 'PurchaseRecorded' })
  })

  test('what a ledger says of a customer who left is still true', () => {
    having(registered, left)
      .when({ ...imported, occurredOn: '2026-04-02' })
      .thenMatching({ type: 'PurchaseRecorded' })
  })
})

test('a sale touches its region and the home region; a return or a correction that of the sale as well', () => {
  const { state } = having(registered, { ...bought, region: 'West' })
  const regionsOf = (input: CustomerCommandInput) =>
    customer.touches(make(CustomerCommand, input), state).regions
  expect(regionsOf({ ...bought, purchase: 'p2' })).toEqual(['East'])
  expect(regionsOf({ ...bought, purchase: 'p2', region: 'West' })).toEqual(['West', 'East'])
  expect(regionsOf(gaveBack)).toEqual(['West', 'East'])
  expect(regionsOf({ ...gaveBack, region: 'North' })).toEqual(['North', 'West', 'East'])
  const moved = on('2026-03-20', 'CorrectPurchase', { purchase: 'p1', region: 'North', reason: 'Wrong one' })
  expect(regionsOf(moved)).toEqual(['North', 'West', 'East'])
  expect(regionsOf(imported)).toEqual(['West', 'East'])
})
