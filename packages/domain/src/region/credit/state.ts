import type { Draft } from '../../vocabulary/draft.ts'
import type { CreditSplit } from './credit-split.ts'
import type { CreditEvent } from './events.ts'

export type CreditState = {
  /** In the order in which they were agreed. */
  readonly creditSplits: ReadonlyArray<CreditSplit>
}

export const initialCredit: CreditState = { creditSplits: [] }

export const applyCredit = (draft: Draft<CreditState>, { data }: CreditEvent): void => {
  const { region: _, until = null, ...split } = data
  draft.creditSplits = [...draft.creditSplits, { ...split, until }]
}
