import type { CustomerState } from './state.ts'

/** How far we know a customer, and whether it is active: what the rules' `when` speaks of. */
export type CustomerStage = 'unknown' | 'fromLedger' | 'registered' | 'inactive' | 'merged'

export const stageOf = ({ mergedInto, inactiveSince, standing }: CustomerState): CustomerStage => {
  if (mergedInto !== null) return 'merged'
  return inactiveSince === null ? standing : 'inactive'
}

type Stages = ReadonlyArray<CustomerStage>

export const unregistered = ['unknown', 'fromLedger'] as const satisfies Stages
/** Known to us, and active: what most things take. */
export const active = ['fromLedger', 'registered'] as const satisfies Stages
/** A sale of another system happened, whatever we know of its customer. */
export const unmerged = ['unknown', ...active, 'inactive'] as const satisfies Stages
