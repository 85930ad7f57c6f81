import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../policy/default-policy.ts'
import { make } from '../testing/leaves.ts'
import { governedBy } from '../testing/world.ts'
import { UserId } from '../vocabulary/code.ts'
import {
  about,
  delivered,
  having,
  identified,
  offered,
  on,
  planned,
  qualified,
  signed,
  toAgreement,
  visit,
} from './opportunity.fixture.ts'
import { isLargeProject } from './rules.ts'

const anna = { user: 'anna', duty: 'Talks to the buyer' }
const chen = { user: 'chen', duty: 'Measures the rooms' }
const duties = on('2026-03-04', 'AssignDuties', { members: [anna, chen] })

describe('duties in a project (policy 7.1-B)', () => {
  test('everybody’s duty is set, at least one person’s and nobody’s twice (clause 67)', () => {
    const history = having(identified, qualified)
    history
      .when(duties)
      .then({ type: 'DutiesAssigned', occurredOn: '2026-03-04', data: { ...about, members: [anna, chen] } })
    history.when({ ...duties, members: [] }).thenRejected('NobodyAssigned', {
      message: 'Nobody has a duty: name at least one member and what it is to do.',
    })
    history
      .when({ ...duties, members: [anna, chen, { ...anna, duty: 'Writes the offer' }] })
      .thenRejected('MemberTwice', { user: 'anna', message: 'anna is named twice: name everybody once.' })
    having(identified, qualified, duties).when(duties).thenRejected('NothingChanges', {
      message: 'Nothing changes: the duties are so already.',
    })
    having(identified, qualified, duties)
      .when({ ...duties, members: [chen] })
      .thenMatching({ data: { members: [chen] } })
  })

  test('a project of a large customer has them before a solution', () => {
    const limit = defaultPolicy.opportunities.largeDealAmount
    const worth = (expectedAmount: number) => [{ ...identified, expectedAmount }, qualified, planned]
    const message = 'It is a project of a large customer: set the duty of each member first (AssignDuties).'
    having(...worth(limit))
      .when(offered)
      .thenRejected('DutiesMissing', { message })
    having(...worth(limit - 1))
      .when(offered)
      .thenMatching({ type: 'SolutionProposed' })
    having(...worth(limit), duties)
      .when(offered)
      .thenMatching({ type: 'SolutionProposed' })
    having({ ...identified, largeCustomer: true }, qualified, planned)
      .when(offered)
      .thenRejected('DutiesMissing')
    having(identified, { ...qualified, largeCustomer: true }, planned)
      .when(offered)
      .thenRejected('DutiesMissing')
    having({ ...identified, largeCustomer: true }, { ...qualified, largeCustomer: false }, planned)
      .when(offered)
      .thenMatching({ type: 'SolutionProposed' })
    expect(isLargeProject(defaultPolicy, { largeCustomer: false, expectedAmount: null })).toBe(false)
  })

  test('who has a duty acts as one of the account team', () => {
    const governed = { regions: governedBy(), actor: make(UserId, 'chen') }
    const plan = on('2026-03-05', 'PlanFollowUp', { steps: [visit] })
    having(identified, qualified, duties).when(plan, governed).thenMatching({ type: 'FollowUpPlanned' })
    having(identified, qualified, { ...duties, members: [anna] })
      .when(plan, governed)
      .thenRejected('NotPermitted', { actor: 'chen' })
    having({ ...identified, owner: 'chen' })
      .when(plan, governed)
      .thenMatching({ type: 'FollowUpPlanned' })
  })
})

describe('hard points are solved together (policy 7.1-B)', () => {
  const raised = on('2026-03-06', 'RaiseHardPoint', { point: 'h1', description: 'The lift is too small' })
  const solved = on('2026-03-09', 'SolveHardPoint', {
    point: 'h1',
    solvedBy: ['anna', 'chen'],
    solution: 'Desks in parts, built upstairs',
  })

  test('one is raised, and solved by whoever could (clause 68)', () => {
    having(identified, qualified)
      .when(raised)
      .then({
        type: 'HardPointRaised',
        occurredOn: '2026-03-06',
        data: { ...about, point: 'h1', description: 'The lift is too small' },
      })
    having(identified, qualified, raised)
      .when(solved)
      .then({
        type: 'HardPointSolved',
        occurredOn: '2026-03-09',
        data: {
          ...about,
          point: 'h1',
          solvedBy: ['anna', 'chen'],
          solution: 'Desks in parts, built upstairs',
        },
      })
  })

  test('each is raised once and solved once, by somebody', () => {
    const open = having(identified, qualified, raised)
    open.when(raised).thenRejected('HardPointExists', {
      point: 'h1',
      message: 'Hard point h1 was raised already: give a new one its own id.',
    })
    open.when({ ...solved, point: 'h2' }).thenRejected('NoSuchHardPoint', {
      point: 'h2',
      message: 'There is no hard point h2: check its id, or raise it first (RaiseHardPoint).',
    })
    open.when({ ...solved, solvedBy: [] }).thenRejected('SolvedByNobody', {
      point: 'h1',
      message: 'Nobody solved it: name at least one person who did (solvedBy).',
    })
    open.when({ ...solved, solvedBy: ['anna', 'chen', 'chen'] }).thenRejected('MemberTwice', { user: 'chen' })
    having(identified, qualified, raised, solved).when(solved).thenRejected('HardPointNotOpen', {
      point: 'h1',
      message: 'Hard point h1 is solved already: if it is back, raise it under a new id (RaiseHardPoint).',
    })
  })
})

describe('the buying center of the deal (policy 4.1-D, A24)', () => {
  const named = on('2026-03-05', 'NamePerson', {
    person: 'p-7',
    roles: ['decisionMaker', 'user'],
    influence: 'high',
    keyContact: true,
  })

  test('a person has at least one role, an influence, and may be the key contact', () => {
    having(identified, qualified)
      .when(named)
      .then({
        type: 'PersonNamed',
        occurredOn: '2026-03-05',
        data: {
          ...about,
          person: 'p-7',
          roles: ['decisionMaker', 'user'],
          influence: 'high',
          keyContact: true,
        },
      })
    having(identified)
      .when(on('2026-03-05', 'NamePerson', { person: 'p-7', roles: ['champion'] }))
      .then({
        type: 'PersonNamed',
        occurredOn: '2026-03-05',
        data: { opportunity: 'O1', region: 'East', owner: 'anna', person: 'p-7', roles: ['champion'] },
      })
    having(identified, qualified)
      .when({ ...named, roles: [] })
      .thenRejected('NoRoles', {
        person: 'p-7',
        message: 'p-7 has no role: say what part the person plays in buying (roles).',
      })
  })

  test('naming one again says what is so from now on, and nothing when nothing changed', () => {
    const history = having(identified, qualified, named)
    history.when(named).thenRejected('NothingChanges', {
      message: 'Nothing changes: p-7 is known so already.',
    })
    const changes = [
      { roles: ['decisionMaker', 'legal'] },
      { influence: 'low' },
      { keyContact: false },
      { person: 'p-8' },
    ] as const
    for (const change of changes) history.when({ ...named, ...change }).thenMatching({ data: change })
  })
})

test('a team works until the delivery', () => {
  const raised = on('2026-03-21', 'RaiseHardPoint', { point: 'h1', description: 'No lift' })
  for (const length of [1, 2, 4, 6, 7])
    having(...toAgreement.slice(0, length))
      .when(raised)
      .thenMatching({ type: 'HardPointRaised' })
  having(...toAgreement, signed)
    .when(raised)
    .thenMatching({ type: 'HardPointRaised' })
  having(...toAgreement, signed, delivered)
    .when(duties)
    .thenRejected('AlreadyDelivered')
})
