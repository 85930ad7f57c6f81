import { describe, expect, test } from 'vitest'
import { given, having, on, registered } from '../customer.fixture.ts'

// Where a line takes its region and owner from, and the edges of amounts and days (policy 4.1-C, A10).

const buy = (purchase: string, netAmount: number, more: object = {}, day = '2026-03-10') =>
  on(day, 'RecordPurchase', { purchase, netAmount, ...more })
const giveBack = (purchase: string, netAmount: number, more: object = {}, day = '2026-03-20') =>
  on(day, 'ReturnPurchase', { purchase, netAmount, reason: 'Broken', ...more })
const correct = (purchase: string, more: object, day = '2026-03-25') =>
  on(day, 'CorrectPurchase', { purchase, reason: 'Typed wrongly', ...more })

const bought = having(registered, buy('P1', 1_000, { owner: 'bo', costAmount: 600 }))

describe('a purchase', () => {
  test('may be worth nothing, but not less', () => {
    having(registered)
      .when(buy('P1', 0))
      .thenMatching({ data: { line: { netAmount: 0 } } })
    having(registered).when(buy('P1', -1)).thenRejected('AmountNotPositive', { netAmount: -1 })
  })

  test('is of a registered customer', () => {
    given().when(buy('P1', 1)).thenRejected('NotRegistered')
  })

  test('belongs to who is named, else to the owner, else to nobody', () => {
    having(registered)
      .when(buy('P1', 1, { owner: 'bo' }))
      .thenMatching({ data: { line: { owner: 'bo' } } })
    having(registered)
      .when(buy('P1', 1))
      .thenMatching({ data: { line: { owner: 'anna' } } })
    const { owner: _, ...ownerless } = registered
    having(ownerless)
      .when(buy('P1', 1))
      .then({
        type: 'PurchaseRecorded',
        occurredOn: '2026-03-10',
        data: { customer: 'C1', line: { purchase: 'P1', netAmount: 1, region: 'East', currency: 'CNY' } },
      })
  })
})

describe('what is given back', () => {
  test('is of the region and the owner of its purchase, unless it says otherwise', () => {
    bought.when(giveBack('R1', 400, { returns: 'P1' })).then({
      type: 'PurchaseReturned',
      occurredOn: '2026-03-20',
      data: {
        customer: 'C1',
        line: { purchase: 'R1', netAmount: -400, region: 'East', currency: 'CNY', owner: 'bo' },
        reason: 'Broken',
        returns: 'P1',
      },
    })
    bought
      .when(giveBack('R1', 400, { returns: 'P1', owner: 'chen', region: 'West', costAmount: 240 }))
      .thenMatching({ data: { line: { owner: 'chen', region: 'West', costAmount: -240 } } })
    having(registered, buy('P1', 1_000, { region: 'West' }))
      .when(giveBack('R1', 1, { returns: 'P1' }))
      .thenMatching({ data: { line: { region: 'West', owner: 'anna' } } })
    bought.when(giveBack('R1', 400)).then({
      type: 'PurchaseReturned',
      occurredOn: '2026-03-20',
      data: {
        customer: 'C1',
        line: { purchase: 'R1', netAmount: -400, region: 'East', currency: 'CNY', owner: 'anna' },
        reason: 'Broken',
      },
    })
  })

  test('is more than nothing, and has an id of its own', () => {
    bought.when(giveBack('R1', 0)).thenRejected('AmountNotPositive')
    bought.when(giveBack('R1', -1)).thenRejected('AmountNotPositive')
    bought.when(giveBack('P1', 1)).thenRejected('PurchaseExists', { purchase: 'P1' })
    bought.when(giveBack('R1', 1, { returns: 'P9' })).thenRejected('NoSuchPurchase', { purchase: 'P9' })
    bought.when(giveBack('R1', 1, { currency: 'USD' })).thenRejected('CurrencyMismatch')
  })

  test('is all of it at most, on the day it was bought at the earliest', () => {
    bought.when(giveBack('R1', 1_000, { returns: 'P1' }, '2026-03-10')).thenMatching({})
    bought.when(giveBack('R1', 1_001, { returns: 'P1' })).thenRejected('ReturnExceedsPurchase', {
      remaining: 1_000,
      message: expect.stringContaining('only 1000 (minor units) of it are left to return'),
    })
    bought.when(giveBack('R1', 1, { returns: 'P1' }, '2026-03-09')).thenRejected('ReturnBeforePurchase')
  })
})

describe('a correction', () => {
  const returned = having(registered, buy('P1', 1_000), giveBack('R1', 300, { returns: 'P1' }, '2026-03-15'))

  test('lies in the past, today at the latest', () => {
    bought.when(correct('P1', { correctedOn: '2026-03-25' })).thenMatching({ occurredOn: '2026-03-25' })
    bought
      .when(correct('P1', { correctedOn: '2026-03-26' }))
      .thenRejected('InTheFuture', { occurredOn: '2026-03-26', today: '2026-03-25' })
  })

  test('to another region or currency needs that region open, and its money', () => {
    bought
      .when(correct('P1', { region: 'West', currency: 'USD' }))
      .thenMatching({ data: { after: { region: 'West' } } })
    bought.when(correct('P1', { region: 'West' })).thenRejected('CurrencyMismatch', { expected: 'USD' })
    bought.when(correct('P1', { region: 'Nowhere' })).thenRejected('RegionNotOpen', { region: 'Nowhere' })
    bought
      .when(correct('P1', { currency: 'USD' }))
      .thenRejected('CurrencyMismatch', { expected: 'CNY', given: 'USD' })
    // A region that was closed to us since does not keep a typing error in the amount.
    bought
      .when(correct('P1', { netAmount: 900 }), { regions: new Map() })
      .thenMatching({ data: { after: { netAmount: 900 } } })
  })

  test('keeps a purchase a purchase, and leaves it as large as what was given back', () => {
    bought.when(correct('P1', { netAmount: 0 })).thenMatching({ data: { after: { netAmount: 0 } } })
    bought.when(correct('P1', { netAmount: -1 })).thenRejected('AmountNotPositive')
    having(registered, buy('P1', 0))
      .when(correct('P1', { netAmount: -1 }))
      .thenRejected('AmountNotPositive')
    returned.when(correct('P1', { netAmount: 300 })).thenMatching({})
    returned.when(correct('P1', { netAmount: 299 })).thenRejected('ReturnExceedsPurchase', {
      remaining: -1,
      message: expect.stringContaining('300 of it (minor units) were returned already'),
    })
  })

  test('leaves a purchase before what was given back of it', () => {
    returned.when(correct('P1', { correctedOn: '2026-03-15' })).thenMatching({})
    returned
      .when(correct('P1', { correctedOn: '2026-03-16' }))
      .thenRejected('ReturnBeforePurchase', { purchase: 'P1' })
    returned.when(correct('R1', { correctedOn: '2026-03-10' })).thenMatching({})
    returned.when(correct('R1', { correctedOn: '2026-03-09' })).thenRejected('ReturnBeforePurchase')
    returned.when(correct('R1', { netAmount: -1_000 })).thenMatching({})
    returned.when(correct('R1', { netAmount: -1_001 })).thenRejected('ReturnExceedsPurchase')
    // One that names no purchase has no day to keep to.
    having(registered, buy('P1', 1_000), giveBack('R2', 5))
      .when(correct('R2', { correctedOn: '2026-01-01', netAmount: -9_999 }))
      .thenMatching({})
  })
})

describe('a ledger', () => {
  const line = { purchase: 'L1', region: 'East', currency: 'CNY', netAmount: 5, occurredOn: '2026-03-10' }
  const imported = (lines: ReadonlyArray<typeof line>, more: object = {}, day = '2026-04-01') =>
    on(day, 'ImportPurchases', { lines, ...more })

  test('has purchases worth nothing or more, and below that what was given back', () => {
    given()
      .when(
        imported([
          { ...line, netAmount: 0 },
          { ...line, purchase: 'L2', netAmount: -1 },
        ]),
      )
      .thenMatching({ type: 'PurchaseRecorded' }, { type: 'PurchaseReturned' })
  })

  test('may name its customer, and is entered on the day of its last line at the earliest', () => {
    given()
      .when(imported([line]))
      .then({
        type: 'PurchaseRecorded',
        occurredOn: '2026-03-10',
        data: { customer: 'C1', line: { purchase: 'L1', region: 'East', currency: 'CNY', netAmount: 5 } },
      })
    given()
      .when(imported([line], { customerName: 'Hua' }))
      .thenMatching({ data: { customerName: 'Hua' } })
    given()
      .when(imported([line], {}, '2026-03-10'))
      .thenMatching({})
    given()
      .when(imported([line], {}, '2026-03-09'))
      .thenRejected('InTheFuture', { occurredOn: '2026-03-10', today: '2026-03-09' })
    given()
      .when(imported([{ ...line, currency: 'USD' }]))
      .thenRejected('CurrencyMismatch')
  })
})
