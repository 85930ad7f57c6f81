import { type Touched, touching } from '../aggregate/touched.ts'
import type { Code, ComplaintId, OpportunityId, RegionId } from '../vocabulary/code.ts'
import type { Command } from './decision.ts'
import type { CustomerState } from './state.ts'

/** A customer's home region, which answers for it. */
export const home = (_: unknown, { homeRegion }: CustomerState): Touched =>
  touching({ regions: [homeRegion] })

/** An opportunity or a complaint that a command names is touched like its own customer. */
export const pursued = (
  { opportunity }: { readonly need: Code; readonly opportunity?: OpportunityId },
  { homeRegion }: CustomerState,
): Touched => touching({ regions: [homeRegion], opportunities: [opportunity] })

export const complained = (
  { complaint }: { readonly feedback: Code; readonly complaint?: ComplaintId },
  { homeRegion }: CustomerState,
): Touched => touching({ regions: [homeRegion], complaints: [complaint] })

export const occasion = (
  { adjustment: { because } }: Command<'AdjustCadence'>,
  { homeRegion }: CustomerState,
): Touched =>
  touching({
    regions: [homeRegion],
    opportunities: [because !== undefined && 'opportunity' in because ? because.opportunity : null],
  })

/** What happens in a region is that region's business, and the home's. */
export const there = ({ region }: { readonly region: RegionId }, { homeRegion }: CustomerState): Touched =>
  touching({ regions: [region, homeRegion] })

/** A sale is the region's that it is stamped with; what is given back or corrected is also that of the sale it speaks of. */
export const sale = (
  c: Command<'RecordPurchase' | 'ReturnPurchase' | 'CorrectPurchase'>,
  { purchases, homeRegion }: CustomerState,
): Touched => {
  const spokenOf =
    c.type === 'ReturnPurchase' ? c.returns : c.type === 'CorrectPurchase' ? c.purchase : undefined
  const known = spokenOf === undefined ? undefined : purchases.get(spokenOf)
  return touching({ regions: [c.region, known?.line.region, homeRegion] })
}

export const ledger = ({ lines }: Command<'ImportPurchases'>, { homeRegion }: CustomerState): Touched =>
  touching({ regions: [...lines.map(({ region }) => region), homeRegion] })

export const newParent = ({ parent }: Command<'DeclareParent'>, state: CustomerState): Touched =>
  touching({ regions: [state.homeRegion], customers: [parent, state.parent] })

export const itsParent = (_: unknown, { homeRegion, parent }: CustomerState): Touched =>
  touching({ regions: [homeRegion], customers: [parent] })

export const survivor = ({ survivor }: Command<'MergeInto'>, { homeRegion }: CustomerState): Touched =>
  touching({ regions: [homeRegion], customers: [survivor] })

export const duplicate = (
  { duplicate, absorbed }: Command<'AbsorbDuplicate'>,
  { homeRegion }: CustomerState,
): Touched => touching({ regions: [homeRegion], customers: [duplicate, ...absorbed] })
