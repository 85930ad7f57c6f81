import { specification } from '@kehu/domain/testing'
import { test } from 'vitest'
import { LoanCommand, loan, loanEvents } from './loan.ts'

const { given, having } = specification(loan, { command: LoanCommand, events: loanEvents })

const lend = {
  type: 'LendMachine',
  occurredOn: '2026-03-02',
  machine: 'M7',
  customer: 'C1',
  until: '2026-03-31',
} as const
const takeBack = { type: 'TakeBackMachine', occurredOn: '2026-03-20', machine: 'M7' } as const

test('a machine is lent to one customer at a time', () => {
  having(lend)
    .when({ ...lend, customer: 'C2' })
    .thenRejected('LentOut', { customer: 'C1' })
})

test('a machine that came back is lent again', () => {
  having(lend, takeBack)
    .when({ ...lend, occurredOn: '2026-03-21', customer: 'C2' })
    .then({
      type: 'MachineLent',
      occurredOn: '2026-03-21',
      data: { machine: 'M7', customer: 'C2', until: '2026-03-31' },
    })
})

test('a machine that is here is not taken back', () => {
  given().when(takeBack).thenRejected('NotLent')
})
