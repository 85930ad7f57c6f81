import type { Tier } from './policy.ts'

const rank: Record<Tier, number> = { A: 3, B: 2, C: 1 }

/** The highest of some tiers: a customer's headline tier over its regions (A13). */
export const highestTier = (tiers: ReadonlyArray<Tier | null>): Tier | null =>
  tiers.reduce<Tier | null>(
    (best, tier) => (tier !== null && (best === null || rank[tier] > rank[best]) ? tier : best),
    null,
  )
