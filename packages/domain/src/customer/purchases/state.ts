import { match } from 'ts-pattern'
import type { PurchaseLine } from '../../purchases/line.ts'
import { corrected, type StandingLines, standing } from '../../purchases/standing-lines.ts'
import type { Draft } from '../../vocabulary/draft.ts'
import { present } from '../../vocabulary/present.ts'
import type { AccountState } from '../account/state.ts'
import type { Profile } from '../information/profile.ts'
import type { PurchaseEvent } from './events.ts'

/** What was bought and given back, as it stands. */
export type PurchasesState = { readonly purchases: StandingLines }

export const initialPurchases: PurchasesState = { purchases: new Map() }

type Met = Draft<PurchasesState & AccountState> & { profile: Profile | null }

export const applyPurchase = (draft: Met, event: PurchaseEvent): void =>
  match(event)
    .with({ type: 'PurchaseRecorded' }, ({ occurredOn, data }) => {
      meetInLedger(draft, data)
      draft.purchases.set(data.line.purchase, standing(occurredOn, data.line))
    })
    .with({ type: 'PurchaseReturned' }, ({ occurredOn, data }) => {
      meetInLedger(draft, data)
      draft.purchases.set(data.line.purchase, {
        ...standing(occurredOn, data.line),
        ...present({ returns: data.returns }),
      })
    })
    .with({ type: 'PurchaseCorrected' }, ({ data }) => {
      draft.purchases.set(data.after.purchase, corrected(draft.purchases, data.before, data.after))
    })
    .exhaustive()

const meetInLedger = (draft: Met, data: { line: PurchaseLine; customerName?: Profile['name'] }): void => {
  if (draft.standing !== 'unknown') return
  draft.standing = 'fromLedger'
  draft.homeRegion = data.line.region
  draft.owner = data.line.owner ?? null
  draft.profile = data.customerName === undefined ? null : { name: data.customerName }
}
