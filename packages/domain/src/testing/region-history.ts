import fc from 'fast-check'
import { RegionCommand, regionCommands } from '../region/commands.ts'
import type { RegionEvent } from '../region/events.ts'
import { region } from '../region/region.ts'
import type { RegionRejection } from '../region/rejections.ts'
import type { RegionState } from '../region/state.ts'
import { RegionId, UserId } from '../vocabulary/code.ts'
import { arbitraryOf } from './arbitrary-of.ts'
import type { Draw } from './chance.ts'
import type { Storyteller } from './history.ts'
import { make } from './leaves.ts'
import { pooledLeaves } from './pools.ts'
import { judgingSteps, judgingTricks, rareJudgingTricks } from './region-judging-history.ts'
import { organisationSteps, organisationTricks } from './region-organisation-history.ts'
import type { RegionStep } from './region-step.ts'
import { rareWorkTricks, workSteps, workTricks } from './region-work-history.ts'

/** Regions that open, set themselves targets, adopt policies, appoint people, work together, judge and reward. */
export const regionStories = (
  id: RegionId = make(RegionId, 'East'),
): Storyteller<RegionCommand, RegionState, RegionEvent, RegionRejection> => ({
  decider: region,
  codec: RegionCommand,
  commands: regionCommands,
  next: (draw, state, today) => ({ ...nextCommand(draw, state, today), occurredOn: today, region: id }),
  // Nobody approves what is their own: while something is proposed, somebody else is at work.
  meanwhile: (state, context) =>
    context.actor === tester && [...state.rewards.values()].some(({ stage }) => stage === 'proposed')
      ? { ...context, actor: make(UserId, 'wang') }
      : context,
  mischief: (draw, state, today) => ({
    ...(state.opened === null ? nextCommand : trick(draw, state))(draw, state, today),
    occurredOn: today,
    region: id,
  }),
})

const tester = make(UserId, 'tester')

const tricks = fc.constantFrom(...organisationTricks, ...workTricks, ...judgingTricks)
const trick = (draw: Draw, state: RegionState): RegionStep => {
  const rare = [...rareWorkTricks(state), ...rareJudgingTricks(state)]
  return draw(rare.length > 0 && draw(fc.boolean()) ? fc.constantFrom(...rare) : tricks)
}
const openRegion = arbitraryOf(regionCommands.OpenRegion, pooledLeaves)

const nextCommand: RegionStep = (draw, state, today) => {
  if (state.opened === null) return draw(openRegion)
  const steps = [...organisationSteps(state), ...workSteps(state), ...judgingSteps(state)]
  return draw(fc.constantFrom(...steps))(draw, state, today)
}
