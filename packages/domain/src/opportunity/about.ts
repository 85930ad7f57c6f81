import type { CustomerId, RegionId, UserId } from '../vocabulary/code.ts'
import type { OpportunityCase } from './state.ts'

/** Whose opportunity it is, as each of its events says; the opportunity's own id comes with the command. */
export const about = (
  state: OpportunityCase,
): { readonly region: RegionId; readonly owner: UserId; readonly customer?: CustomerId } => ({
  region: state.region,
  owner: state.owner,
  ...(state.customer === null ? {} : { customer: state.customer }),
})
