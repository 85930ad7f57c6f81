import fc from 'fast-check'
import { kpis } from '../policy/kpis.ts'
import { RegionCommand, regionCommands } from '../region/commands.ts'
import type { RegionEvent } from '../region/events.ts'
import { type RegionRejection, region } from '../region/region.ts'
import type { RegionState } from '../region/state.ts'
import { Code, RegionId } from '../vocabulary/code.ts'
import { arbitraryOf } from './arbitrary-of.ts'
import type { Draw } from './chance.ts'
import type { Storyteller } from './history.ts'
import { make } from './leaves.ts'
import { pooledLeaves } from './pools.ts'

/** Regions that open, set themselves targets and adopt policies. */
export const regionStories = (
  id: RegionId = make(RegionId, 'East'),
): Storyteller<RegionCommand, RegionState, RegionEvent, RegionRejection> => ({
  decider: region,
  codec: RegionCommand,
  commands: regionCommands,
  next: (draw, state, today) => ({ ...nextCommand(draw, state), occurredOn: today, region: id }),
  mischief: (draw, state, today) => ({ ...wrongly(draw, state), occurredOn: today, region: id }),
})

const kinds = {
  open: arbitraryOf(regionCommands.OpenRegion, pooledLeaves),
  adopt: arbitraryOf(regionCommands.AdoptPolicy, pooledLeaves),
  target: arbitraryOf(regionCommands.SetTarget, pooledLeaves),
}

const nextCommand = (draw: Draw, state: RegionState): RegionCommand => {
  if (state.opened === null) return draw(kinds.open)
  if (draw(fc.nat({ max: 3 })) === 0) {
    return { ...draw(kinds.adopt), version: make(Code, `policy-${state.policies.length + 1}`) }
  }
  const target = draw(kinds.target)
  return kpis[target.kpi].unit === 'rate' ? target : { ...target, target: draw(fc.nat({ max: 1_000_000 })) }
}

/** Says a target again, or adopts a policy in which it is harder to be a B than an A. */
const wrongly = (draw: Draw, state: RegionState): RegionCommand => {
  const [said] = state.targets
  if (said !== undefined && said.owner === null && draw(fc.boolean())) {
    const { owner: _, ...target } = draw(kinds.target)
    return { ...target, kpi: said.kpi, period: said.period, target: said.target }
  }
  const { policy, ...adopting } = draw(kinds.adopt)
  const { a, b } = policy.tiers
  return { ...adopting, policy: { ...policy, tiers: { ...policy.tiers, a: b, b: a } } }
}
