import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { match, P } from 'ts-pattern'
import { permissionProblems } from '../../permissions/check-rules.ts'
import { checkPolicy, inconsistent } from '../../policy/check-policy.ts'
import { kpis } from '../../policy/kpis.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, type Decision, same, standingTeam } from '../decision.ts'
import type { WholeRegion } from '../state.ts'
import { type Subject, subjectOf } from '../subject.ts'
import type { TermsCommand } from './commands.ts'
import { targetFor } from './state.ts'

type Command<Type extends TermsCommand['type']> = Extract<TermsCommand, { type: Type }>

export const decideTerms = (command: TermsCommand, state: WholeRegion): Decision =>
  match<[WholeRegion, TermsCommand], Decision>([state, command])
    .with([{ opened: P.nonNullable }, { type: 'OpenRegion' }], ([{ opened }]) =>
      refuse('RegionAlreadyOpen', `The region is open since ${opened.openedOn}: there is nothing to open.`, {
        openedOn: opened.openedOn,
      }),
    )
    .with([P._, { type: 'OpenRegion' }], ([, { type: _, occurredOn, ...data }]) =>
      accepted({ type: 'RegionOpened', occurredOn, data }),
    )
    .with([P._, { type: 'AdoptPolicy' }], ([s, c]) => adoptPolicy(c, s))
    .with([P._, { type: 'SetTarget' }], ([s, c]) => setTarget(c, s))
    .exhaustive()

/** A version once adopted is never replaced: answers of the past name it. */
const adoptPolicy = (c: Command<'AdoptPolicy'>, state: WholeRegion): Decision => {
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

const setTarget = (c: Command<'SetTarget'>, state: WholeRegion): Decision => {
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
