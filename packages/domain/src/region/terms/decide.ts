import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import type { Context } from '../../aggregate/context.ts'
import { checkPolicy, inconsistent } from '../../policy/check-policy.ts'
import { kpis } from '../../policy/kpis.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, type Command, type Decision, same, standingTeam } from '../decision.ts'
import type { RegionState } from '../state.ts'
import { type Subject, subjectOf } from '../subject.ts'
import { permissionProblems } from './check-permissions.ts'
import { targetFor } from './state.ts'

/**
 * policy 2: whoever opens a region is its founder, who appoints its first manager; where nothing is left open, that is the founder
 * at once.
 */
export const openRegion = (c: Command<'OpenRegion'>, _: unknown, context: Context): Decision => {
  const { actor: founder, governed } = context
  const { type: __, occurredOn, ...terms } = c
  const opened = { type: 'RegionOpened' as const, occurredOn, data: { ...terms, founder } }
  if (!governed) return accepted(opened)
  const { region } = c
  return accepted(opened, {
    type: 'MemberAppointed',
    occurredOn,
    data: { region, user: founder, roles: ['manager'], from: occurredOn },
  })
}

/** A version once adopted is never replaced: answers of the past name it. */
export const adoptPolicy = (c: Command<'AdoptPolicy'>, state: RegionState): Decision => {
  if (state.policies.some(({ version }) => version === c.version)) {
    return refuse(
      'VersionExists',
      `Policy version ${c.version} was adopted already: give the new one another name.`,
      { version: c.version },
    )
  }
  const consistent = checkPolicy(c.policy)
  const unruly = permissionProblems(c.policy)
  if (unruly.length > 0) {
    return inconsistent([...(isRight(consistent) ? [] : consistent.left.problems), ...unruly])
  }
  if (isLeft(consistent)) return consistent
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'PolicyAdopted', occurredOn, data })
}

export const setTarget = (c: Command<'SetTarget'>, state: RegionState): Decision => {
  if (kpis[c.kpi].unit !== 'rate' && typeof c.target !== 'number') {
    return refuse(
      'TargetNotWhole',
      `The target of ${c.kpi} is a whole number (${kpis[c.kpi].unit === 'money' ? 'minor units' : 'a count'}), not a fraction.`,
      { kpi: c.kpi },
    )
  }
  const { type: _, occurredOn, owner, team, ...target } = c
  if (owner !== undefined && team !== undefined) {
    return refuse('TwoSubjects', 'A target is of a team or of a person, not of both: set two targets.', {})
  }
  if (team !== undefined) {
    const standing = standingTeam(state, team)
    if (isLeft(standing)) return standing
  }
  const subject: Subject = team === undefined ? subjectOf(owner ?? null) : { kind: 'team', team }
  if (same(targetFor(state, c.kpi, c.period, subject), c.target)) {
    return refuse(
      'TargetUnchanged',
      `Nothing changes: this target of ${c.kpi} for ${c.period} is set already.`,
      {},
    )
  }
  return accepted({ type: 'TargetSet', occurredOn, data: { ...target, subject } })
}
