import { refuse } from '../vocabulary/rejection.ts'
import type { Decision } from './decision.ts'

export const amountNotPositive = (amount: number): Decision =>
  refuse(
    'AmountNotPositive',
    `${amount} is not more than nothing: give the amount in minor units, or leave it out while it is unknown.`,
    { amount },
  )
