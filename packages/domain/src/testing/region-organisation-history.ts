import fc from 'fast-check'
import { defaultPolicyInForce } from '../policy/default-policy.ts'
import { kpis } from '../policy/kpis.ts'
import { regionCommands } from '../region/commands.ts'
import type { RegionState } from '../region/state.ts'
import { addDays } from '../vocabulary/calendar-date.ts'
import { Code, RegionId, UserId } from '../vocabulary/code.ts'
import { arbitraryOf } from './arbitrary-of.ts'
import { make } from './leaves.ts'
import { pooledLeaves, texts, users } from './pools.ts'
import type { RegionStep } from './region-step.ts'

const kinds = {
  open: arbitraryOf(regionCommands.OpenRegion, pooledLeaves),
  adopt: arbitraryOf(regionCommands.AdoptPolicy, pooledLeaves),
  target: arbitraryOf(regionCommands.SetTarget, pooledLeaves),
  appoint: arbitraryOf(regionCommands.AppointMember, pooledLeaves),
  release: arbitraryOf(regionCommands.ReleaseMember, pooledLeaves),
  form: arbitraryOf(regionCommands.FormTeam, pooledLeaves),
  dissolve: arbitraryOf(regionCommands.DissolveTeam, pooledLeaves),
  place: arbitraryOf(regionCommands.PlaceUnder, pooledLeaves),
  acknowledge: arbitraryOf(regionCommands.AcknowledgePolicy, pooledLeaves),
  split: arbitraryOf(regionCommands.AgreeCreditSplit, pooledLeaves),
  propose: arbitraryOf(regionCommands.ProposeTransfer, pooledLeaves),
  withdraw: arbitraryOf(regionCommands.WithdrawTransferProposal, pooledLeaves),
}

const anna = make(UserId, 'anna')
const bo = make(UserId, 'bo')
const east = make(RegionId, 'East')
const west = make(RegionId, 'West')
const half = { numerator: 1, denominator: 2 }

const adopt: RegionStep = (draw, state) => ({
  ...draw(kinds.adopt),
  version: make(Code, `policy-${state.policies.length + 1}`),
})
const setTarget: RegionStep = (draw, state) => {
  const { owner: _, team: __, ...target } = draw(kinds.target)
  const standing = standingTeams(state)
  const whose = draw(fc.constantFrom({}, { owner: anna }, ...standing.map((team) => ({ team }))))
  return kpis[target.kpi].unit === 'rate'
    ? { ...target, ...whose }
    : { ...target, ...whose, target: draw(fc.nat({ max: 1_000_000 })) }
}
const appoint: RegionStep = (draw, state, today) => {
  const { until: _, team: __, ...appointed } = draw(kinds.appoint)
  const inTeam = standingTeams(state).map((team) => ({ team }))
  return { ...appointed, roles: ['manager', 'sales'], from: today, ...draw(fc.constantFrom({}, ...inTeam)) }
}
const release: RegionStep = (draw, state, today) => {
  const members = [...new Set(state.appointments.map(({ user }) => user))]
  return { ...draw(kinds.release), user: draw(fc.constantFrom(anna, ...members)), until: addDays(today, 30) }
}
const formTeam: RegionStep = (draw, state) => {
  const { lead: _, ...team } = draw(kinds.form)
  return { ...team, team: make(Code, `team-${state.teams.size}`) }
}
const dissolve: RegionStep = (draw, state) => {
  const [team = make(Code, 'none')] = standingTeams(state)
  return { ...draw(kinds.dissolve), team }
}
const place: RegionStep = (draw) => ({ ...draw(kinds.place), parent: west })
const acknowledge: RegionStep = (draw) => ({
  ...draw(kinds.acknowledge),
  user: draw(users),
  version: make(Code, defaultPolicyInForce.version),
})
const split: RegionStep = (draw, _, today) => {
  const { until: __, ...agreed } = draw(kinds.split)
  const shares = [anna, bo].map((user) => ({ user, share: half }))
  return { ...agreed, shares, from: today }
}

const newProposal = (state: RegionState): Code => make(Code, `transfer-${state.transferProposals.size}`)
const propose: RegionStep = (draw, state) => ({
  ...draw(kinds.propose),
  proposal: newProposal(state),
  ...draw(fc.constantFrom({ from: east, to: west }, { from: west, to: east })),
})
const standingProposals = (state: RegionState): ReadonlyArray<Code> =>
  [...state.transferProposals].flatMap(([code, proposed]) => (proposed === null ? [] : [code]))
const withdraw: RegionStep = (draw, state) => ({
  ...draw(kinds.withdraw),
  proposal: draw(fc.constantFrom(make(Code, 'none'), ...standingProposals(state).slice(-2))),
})

const standingTeams = (state: RegionState): ReadonlyArray<Code> =>
  [...state.teams.values()].flatMap(({ team, dissolvedOn }) => (dissolvedOn === null ? [team] : []))

export const organisationSteps = (state: RegionState): ReadonlyArray<RegionStep> => [
  adopt,
  setTarget,
  appoint,
  formTeam,
  split,
  propose,
  ...(standingProposals(state).length > 0 ? [withdraw] : []),
  ...(state.appointments.length > 1 ? [release] : []),
  ...(standingTeams(state).length > 1 ? [dissolve] : []),
  ...(state.parent === null ? [place] : []),
  ...((state.acknowledged.get(make(Code, 'default-1')) ?? []).length < 2 ? [acknowledge] : []),
]

export const organisationTricks: ReadonlyArray<RegionStep> = [
  (draw) => draw(kinds.open),
  // Says a target again.
  (draw, state) => {
    const [said] = state.targets
    const { owner: _, team: __, ...target } = draw(kinds.target)
    if (said === undefined) return target
    const whose =
      said.subject.kind === 'team'
        ? { team: said.subject.team }
        : said.subject.kind === 'person'
          ? { owner: said.subject.user }
          : {}
    return { ...target, kpi: said.kpi, period: said.period, target: said.target, ...whose }
  },
  (draw) => ({ ...draw(kinds.target), kpi: 'sales', target: 1, owner: anna, team: make(Code, 'p1') }),
  // A policy in which it is harder to be a B than an A, and one that lets nobody do what nobody knows.
  (draw) => {
    const { policy, ...adopting } = draw(kinds.adopt)
    const { a, b } = policy.tiers
    return { ...adopting, policy: { ...policy, tiers: { ...policy.tiers, a: b, b: a } } }
  },
  (draw, state) => ({ ...draw(kinds.adopt), version: state.policies[0]?.version ?? make(Code, 'p1') }),
  (draw, state) => ({
    ...draw(kinds.propose),
    proposal: [...state.transferProposals.keys()][0] ?? make(Code, 'p1'),
  }),
  // Within one region, or between two others.
  (draw, state) => {
    const north = make(RegionId, 'North')
    const wrong = draw(fc.constantFrom({ from: east, to: east }, { from: north, to: west }))
    return { ...draw(kinds.propose), proposal: newProposal(state), ...wrong }
  },
  (draw) => ({ ...draw(kinds.withdraw), proposal: make(Code, 'unheard of') }),
  // The first manager begins too late, or ends too early.
  (draw, _, today) => {
    const { team: __, until: ___, ...appointed } = draw(kinds.appoint)
    const never = draw(
      fc.constantFrom({ from: addDays(today, 1) }, { from: addDays(today, -9), until: addDays(today, -1) }),
    )
    return { ...appointed, roles: ['manager'], ...never }
  },
  (draw) => ({ ...draw(kinds.appoint), roles: [] }),
  (draw) => ({ ...draw(kinds.appoint), roles: ['sales', 'sales'] }),
  // Everybody becomes a seller: somebody was the last manager.
  (draw, state, today) => {
    const { until: _, team: __, ...appointed } = draw(kinds.appoint)
    const user = state.appointments[0]?.user ?? anna
    return { ...appointed, user, roles: ['sales'], from: addDays(today, 1) }
  },
  (draw, state, today) => {
    const { reason, type, region } = draw(kinds.release)
    return {
      reason,
      type,
      region,
      occurredOn: today,
      user: state.appointments[0]?.user ?? anna,
      until: today,
    }
  },
  (draw, _, today) => ({ ...draw(kinds.appoint), roles: ['sales'], from: today, until: addDays(today, -1) }),
  (draw, state) => ({ ...draw(kinds.form), team: [...state.teams.keys()][0] ?? make(Code, 'p1') }),
  (draw) => ({ ...draw(kinds.form), team: make(Code, 'p1'), lead: make(UserId, 'nobody') }),
  (draw, state) => ({ ...draw(kinds.dissolve), team: [...state.teams.keys()][0] ?? make(Code, 'p1') }),
  (draw) => ({ ...draw(kinds.place), parent: east }),
  (draw) => ({ ...draw(kinds.acknowledge), version: make(Code, 'unheard of') }),
  (draw) => ({ ...draw(kinds.acknowledge), version: make(Code, 'default-1') }),
  (draw, _, today) => ({
    ...draw(kinds.split),
    from: today,
    until: today,
    shares: [{ user: anna, share: half }],
  }),
  (draw, _, today) => ({
    ...draw(kinds.split),
    from: today,
    until: today,
    shares: [{ user: anna, share: { numerator: 0, denominator: draw(fc.constantFrom(1, 2)) } }],
  }),
  (draw) => ({ ...draw(kinds.form), name: draw(texts) }),
]
