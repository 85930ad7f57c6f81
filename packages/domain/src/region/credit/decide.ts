import { isLeft } from 'fp-ts/lib/Either.js'
import { type Quotient, toQuotient } from '../../vocabulary/fraction.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, checkList, checkPeriod, type Decision } from '../decision.ts'
import type { CreditCommand } from './commands.ts'

export const decideCredit = (c: CreditCommand): Decision => {
  const listed = checkList(
    'shares',
    c.shares.map(({ user }) => user),
  )
  if (isLeft(listed)) return listed
  const ordered = checkPeriod(c.from, c.until)
  if (isLeft(ordered)) return ordered
  const nothing = c.shares.find(({ share }) => share.numerator <= 0)
  if (nothing !== undefined) {
    return refuse('ShareNotPositive', `${nothing.user} has no share: leave them out, or give them one.`, {
      user: nothing.user,
    })
  }
  const { numerator, denominator } = c.shares.map(({ share }) => toQuotient(share)).reduce(plus)
  if (numerator !== denominator) {
    const sum = `${numerator}/${denominator}`
    return refuse('SplitNotWhole', `The shares add up to ${sum}: let them add up to exactly 1.`, { sum })
  }
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'CreditSplitAgreed', occurredOn, data })
}

const plus = (a: Quotient, b: Quotient): Quotient => ({
  numerator: a.numerator * b.denominator + b.numerator * a.denominator,
  denominator: a.denominator * b.denominator,
})
