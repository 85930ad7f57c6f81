import type { CustomerId, RegionId, UserId } from '../vocabulary/code.ts'
import type { ComplaintCase } from './state.ts'

/** Whose complaint it is, as each of its events says; the complaint's own id comes with the command. */
export const about = (
  state: ComplaintCase,
): { readonly customer: CustomerId; readonly region: RegionId; readonly owner?: UserId } => ({
  customer: state.customer,
  region: state.region,
  ...(state.owner === null ? {} : { owner: state.owner }),
})
