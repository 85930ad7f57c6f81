import type { ComplaintId, CustomerId, OpportunityId, RegionId } from '../vocabulary/code.ts'

/**
 * Everything a command concerns: whoever gives it must have a say in every one of these regions, and in the home of every one
 * of these customers and cases. The first region is the one whose policy and day the decision follows.
 */
export type Touched = {
  readonly regions: ReadonlyArray<RegionId>
  readonly customers: ReadonlyArray<CustomerId>
  readonly complaints: ReadonlyArray<ComplaintId>
  readonly opportunities: ReadonlyArray<OpportunityId>
}

type Named = { readonly [K in keyof Touched]?: ReadonlyArray<Touched[K][number] | null | undefined> }

/** Each once, and nothing that is not there. */
export const touching = ({ regions, customers, complaints, opportunities }: Named): Touched => ({
  regions: once(regions),
  customers: once(customers),
  complaints: once(complaints),
  opportunities: once(opportunities),
})

const once = <A>(ids: ReadonlyArray<A | null | undefined> = []): ReadonlyArray<A> => [
  ...new Set(ids.filter((id): id is A => id !== null && id !== undefined)),
]
