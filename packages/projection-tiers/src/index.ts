export { type TiersEvent, TiersState, tiersProjection } from './state.ts'
export { type TierChange, tierChanges } from './tier-changes.ts'
export { type RegionTiers, type TierAnswer, type TiersQuery, type TiersWarning, tiers } from './tiers.ts'
