import { describe, expect, test } from 'vitest'
import { make } from '../testing/leaves.ts'
import { UserId } from '../vocabulary/code.ts'
import { decode } from '../vocabulary/decode.ts'
import { OpportunityCommand } from './commands.ts'
import {
  about,
  agreed,
  bargained,
  delivered,
  given,
  having,
  identified,
  note,
  offered,
  planned,
  presented,
  qualified,
  signed,
  toAgreement,
} from './opportunity.fixture.ts'

const explained = [identified, qualified, planned, offered, presented]

describe('it is bargained over (policy 6.3-A)', () => {
  test('knowing the bottom line or the concerns, and what both sides gain (clause 63)', () => {
    const { bottomLine: _, ...knowingNothing } = bargained
    const history = having(...explained)
    history.when({ ...bargained, winWin: 'They save, we sell more' }).then({
      type: 'NegotiationRecorded',
      occurredOn: '2026-03-16',
      data: {
        ...about,
        note,
        bottomLine: note,
        winWin: 'They save, we sell more',
        negotiatedBy: 'tester',
      },
    })
    history
      .when({ ...knowingNothing, concerns: note })
      .thenMatching({ data: { note, concerns: note, negotiatedBy: 'tester' } })
    history.when(knowingNothing).thenRejected('BottomLineUnknown', {
      message:
        'Neither a bottom line nor concerns are noted: find out at least one of the two (bottomLine, concerns).',
    })
  })

  test('not before there is a solution, and in notes that are personal values', () => {
    having(identified, qualified, planned).when(bargained).thenRejected('NoSolution')
    expect(decode(OpportunityCommand)({ ...bargained, note: 'in clear' })._tag).toBe('Left')
  })
})

describe('it is agreed and signed (policy 6.3-B)', () => {
  test('an agreement is to be signed within ten working days', () => {
    having(...explained)
      .when(agreed)
      .then({
        type: 'AgreementReached',
        occurredOn: '2026-03-18',
        data: { ...about, signBy: '2026-04-01', policy: 'default-1' },
      })
    having(...toAgreement)
      .when(agreed)
      .thenRejected('AlreadyAgreed')
  })

  test('promptly, with its amount, its terms and who checked that they are clear (clause 64)', () => {
    const { type: _, occurredOn, ...facts } = signed
    const data = { ...about, ...facts, currency: 'CNY', signBy: '2026-04-01' } as const
    having(...toAgreement)
      .when(signed)
      .then({ type: 'ContractSigned', occurredOn, data: { ...data, late: false } })
    having(...toAgreement)
      .when({ ...signed, occurredOn: '2026-04-01' })
      .thenMatching({ data: { late: false } })
    having(...toAgreement)
      .when({ ...signed, occurredOn: '2026-04-02' })
      .thenMatching({ data: { late: true, signBy: '2026-04-01' } })
  })

  test('whoever negotiated or signs does not check the terms', () => {
    const history = having(...toAgreement)
    history.when({ ...signed, checkedBy: 'tester' }).thenRejected('SelfChecked', {
      checkedBy: 'tester',
      message: 'tester negotiated or signs the contract: have somebody else check that its terms are clear.',
    })
    const bo = { actor: make(UserId, 'bo') }
    history.when({ ...signed, checkedBy: 'tester' }, bo).thenRejected('SelfChecked', { checkedBy: 'tester' })
    history.when(signed, bo).thenRejected('SelfChecked', { checkedBy: 'bo' })
    history.when({ ...signed, checkedBy: 'chen' }, bo).thenMatching({ data: { checkedBy: 'chen' } })
  })

  test('nor does anybody of several who negotiated', () => {
    const by = (negotiatedBy: string) => ({
      type: 'NegotiationRecorded' as const,
      occurredOn: '2026-03-16',
      data: { ...about, note, bottomLine: note, negotiatedBy },
    })
    const history = given(
      {
        type: 'OpportunityIdentified',
        occurredOn: '2026-03-02',
        data: { ...about, source: 'need', evidence: 'A plant', planBy: '2026-03-09', policy: 'default-1' },
      },
      by('tester'),
      by('bo'),
      {
        type: 'AgreementReached',
        occurredOn: '2026-03-18',
        data: { ...about, signBy: '2026-04-01', policy: 'default-1' },
      },
    )
    const chen = { actor: make(UserId, 'chen') }
    for (const checkedBy of ['tester', 'bo', 'chen'])
      history.when({ ...signed, checkedBy }, chen).thenRejected('SelfChecked', { checkedBy })
    history.when({ ...signed, checkedBy: 'mei' }, chen).thenMatching({ data: { checkedBy: 'mei' } })
  })

  test('for more than nothing, in the region’s money, to be delivered on a day to come', () => {
    const history = having(...toAgreement)
    history.when({ ...signed, amount: 0 }).thenRejected('AmountNotPositive', { amount: 0 })
    history.when({ ...signed, amount: 1 }).thenMatching({ data: { amount: 1 } })
    history.when({ ...signed, currency: 'USD' }).thenRejected('CurrencyMismatch')
    history.when({ ...signed, deliverBy: '2026-03-19' }).thenRejected('DeliveryBeforeSigning')
    history.when({ ...signed, deliverBy: '2026-03-20' }).thenMatching({ data: { deliverBy: '2026-03-20' } })
    having(...toAgreement.slice(0, 6))
      .when(signed)
      .thenRejected('NotAgreed')
    having(...toAgreement, signed)
      .when(signed)
      .thenRejected('AlreadySigned')
  })
})

describe('it is delivered (policy 6.3-B)', () => {
  test('on the day it is due is on time, a day later is not (clause 65)', () => {
    having(...toAgreement, signed)
      .when(delivered)
      .then({
        type: 'DeliveryRecorded',
        occurredOn: '2026-04-20',
        data: { ...about, due: '2026-04-20', deliveredOn: '2026-04-20', onTime: true, qualityOk: true },
      })
    having(...toAgreement, signed)
      .when({ ...delivered, occurredOn: '2026-04-21' })
      .thenMatching({ data: { onTime: false } })
    having(...toAgreement)
      .when(delivered)
      .thenRejected('NotSigned')
    having(...toAgreement, signed, delivered)
      .when(delivered)
      .thenRejected('AlreadyDelivered')
  })

  test('what is not of good quality is delivered again', () => {
    having(...toAgreement, signed, { ...delivered, qualityOk: false })
      .when({ ...delivered, occurredOn: '2026-04-25' })
      .thenMatching({ data: { qualityOk: true, onTime: false } })
  })
})
