import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { UserId } from '../vocabulary/code.ts'
import { present } from '../vocabulary/present.ts'
import { refuse } from '../vocabulary/rejection.ts'
import { about } from './about.ts'
import { accepted, type Command, type Decision } from './decision.ts'
import type { OpportunityRejection } from './rejections.ts'
import type { OpportunityCase, Person } from './state.ts'

// Who works on the deal, on our side (policy 7.1-B) and on the customer's (4.1-D).

export const assignDuties = (c: Command<'AssignDuties'>, state: OpportunityCase): Decision => {
  if (c.members.length === 0) {
    return refuse('NobodyAssigned', 'Nobody has a duty: name at least one member and what it is to do.', {})
  }
  const once = checkOnce(c.members.map(({ user }) => user))
  if (isLeft(once)) return once
  if (JSON.stringify(c.members) === JSON.stringify(state.team))
    return refuse('NothingChanges', 'Nothing changes: the duties are so already.', {})
  const { type: _, occurredOn, ...facts } = c
  return accepted({ type: 'DutiesAssigned', occurredOn, data: { ...about(state), ...facts } })
}

/** policy 7.1-B: said aloud, so that everybody's strengths can be used. */
export const raiseHardPoint = (c: Command<'RaiseHardPoint'>, state: OpportunityCase): Decision => {
  if (state.hardPoints.has(c.point)) {
    return refuse('HardPointExists', `Hard point ${c.point} was raised already: give a new one its own id.`, {
      point: c.point,
    })
  }
  const { type: _, occurredOn, ...facts } = c
  return accepted({ type: 'HardPointRaised', occurredOn, data: { ...about(state), ...facts } })
}

export const solveHardPoint = (c: Command<'SolveHardPoint'>, state: OpportunityCase): Decision => {
  const { point } = c
  const solved = state.hardPoints.get(point)
  if (solved === undefined) {
    return refuse(
      'NoSuchHardPoint',
      `There is no hard point ${point}: check its id, or raise it first (RaiseHardPoint).`,
      { point },
    )
  }
  if (solved) {
    return refuse(
      'HardPointNotOpen',
      `Hard point ${point} is solved already: if it is back, raise it under a new id (RaiseHardPoint).`,
      { point },
    )
  }
  if (c.solvedBy.length === 0)
    return refuse('SolvedByNobody', 'Nobody solved it: name at least one person who did (solvedBy).', {
      point,
    })
  const once = checkOnce(c.solvedBy)
  if (isLeft(once)) return once
  const { type: _, occurredOn, ...facts } = c
  return accepted({ type: 'HardPointSolved', occurredOn, data: { ...about(state), ...facts } })
}

/** policy 4.1-D, A24: several roles for one person, at least one. */
export const namePerson = (c: Command<'NamePerson'>, state: OpportunityCase): Decision => {
  const { person, roles, influence, keyContact } = c
  if (roles.length === 0)
    return refuse('NoRoles', `${person} has no role: say what part the person plays in buying (roles).`, {
      person,
    })
  if (isSame(c, state.people.get(person)))
    return refuse('NothingChanges', `Nothing changes: ${person} is known so already.`, {})
  const facts = {
    opportunity: c.opportunity,
    person,
    roles,
    ...present({ influence, keyContact }),
  }
  return accepted({ type: 'PersonNamed', occurredOn: c.occurredOn, data: { ...about(state), ...facts } })
}

const isSame = (a: Person, b: Person | undefined): boolean =>
  b !== undefined &&
  a.roles.join() === b.roles.join() &&
  a.influence === b.influence &&
  a.keyContact === b.keyContact

const checkOnce = (users: ReadonlyArray<UserId>): Either<OpportunityRejection, void> => {
  const user = users.find((other, i) => users.indexOf(other) !== i)
  return user === undefined
    ? right(undefined)
    : refuse('MemberTwice', `${user} is named twice: name everybody once.`, { user })
}
