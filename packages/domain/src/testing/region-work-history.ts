import fc from 'fast-check'
import { regionCommands } from '../region/commands.ts'
import type { HandOff } from '../region/hand-offs/state.ts'
import type { RegionState } from '../region/state.ts'
import { addDays } from '../vocabulary/calendar-date.ts'
import { Code, CustomerId, OpportunityId, UserId } from '../vocabulary/code.ts'
import { MinorUnits } from '../vocabulary/money.ts'
import { arbitraryOf } from './arbitrary-of.ts'
import type { Draw } from './chance.ts'
import { make } from './leaves.ts'
import { pooledLeaves, texts } from './pools.ts'
import type { RegionStep } from './region-step.ts'

const kinds = {
  meet: arbitraryOf(regionCommands.HoldTeamMeeting, pooledLeaves),
  share: arbitraryOf(regionCommands.ShareItem, pooledLeaves),
  campaign: arbitraryOf(regionCommands.RunCampaign, pooledLeaves),
  approach: arbitraryOf(regionCommands.SetIndustryApproach, pooledLeaves),
  trend: arbitraryOf(regionCommands.NoteIndustryTrend, pooledLeaves),
  marketing: arbitraryOf(regionCommands.TellMarketing, pooledLeaves),
  technical: arbitraryOf(regionCommands.AskTechnical, pooledLeaves),
  problem: arbitraryOf(regionCommands.ReportProblemInUse, pooledLeaves),
  lead: arbitraryOf(regionCommands.PassLead, pooledLeaves),
  accept: arbitraryOf(regionCommands.AcceptHandOff, pooledLeaves),
  answer: arbitraryOf(regionCommands.AnswerHandOff, pooledLeaves),
  decline: arbitraryOf(regionCommands.DeclineHandOff, pooledLeaves),
  plan: arbitraryOf(regionCommands.PlanCustomerEvent, pooledLeaves),
  invite: arbitraryOf(regionCommands.InviteToEvent, pooledLeaves),
  hold: arbitraryOf(regionCommands.HoldCustomerEvent, pooledLeaves),
  cancel: arbitraryOf(regionCommands.CancelCustomerEvent, pooledLeaves),
  evaluate: arbitraryOf(regionCommands.EvaluateCustomerEvent, pooledLeaves),
}

const technology = make(Code, 'technology')
const c1 = make(CustomerId, 'C1')
const chen = make(UserId, 'chen')
const none = make(Code, 'none')
const money = make(MinorUnits, 50)

const fresh = (prefix: string, known: { readonly size: number }): Code =>
  make(Code, `${prefix}-${known.size}`)

const handOffsIn = (state: RegionState, ...stages: ReadonlyArray<HandOff['stage']>): ReadonlyArray<Code> =>
  [...state.handOffs].flatMap(([code, { stage }]) => (stages.includes(stage) ? [code] : []))

const eventsIn = (state: RegionState, wanted: string): ReadonlyArray<Code> =>
  [...state.customerEvents].flatMap(([code, { stage }]) => (stage === wanted ? [code] : []))

const meet: RegionStep = (draw, state) => {
  const { team: _, ...meeting } = draw(kinds.meet)
  return {
    ...meeting,
    meeting: fresh('meeting', state.meetings),
    participants: [chen],
    topics: [draw(texts)],
  }
}
const share: RegionStep = (draw, state) => ({
  ...draw(kinds.share),
  item: fresh('item', state.items),
  customer: c1,
})
const campaign: RegionStep = (draw, state, today) => ({
  ...draw(kinds.campaign),
  campaign: fresh('campaign', state.campaigns),
  from: today,
  until: addDays(today, 30),
})
const approach: RegionStep = (draw) => ({ ...draw(kinds.approach), industry: technology })
const trend: RegionStep = (draw, _, today) => ({
  ...draw(kinds.trend),
  industry: technology,
  publishedOn: today,
})
const tellMarketing: RegionStep = (draw, state) => ({
  ...draw(kinds.marketing),
  handOff: fresh('h', state.handOffs),
  customer: c1,
})
const askTechnical: RegionStep = (draw, state) => ({
  ...draw(kinds.technical),
  handOff: fresh('h', state.handOffs),
})
const report: RegionStep = (draw, state) => ({ ...draw(kinds.problem), handOff: fresh('h', state.handOffs) })
const passLead: RegionStep = (draw, state) => ({ ...draw(kinds.lead), handOff: fresh('h', state.handOffs) })
const acceptOne: RegionStep = (draw, state) => ({
  ...draw(kinds.accept),
  handOff: draw(fc.constantFrom(...handOffsIn(state, 'asked'))),
  by: chen,
})
const answerOne: RegionStep = (draw, state) => {
  const { notPursued: _, ...answer } = draw(kinds.answer)
  return {
    ...answer,
    handOff: draw(fc.constantFrom(...handOffsIn(state, 'accepted'))),
    by: chen,
    technician: chen,
    opportunity: make(OpportunityId, 'O1'),
  }
}
const declineOne: RegionStep = (draw, state) => ({
  ...draw(kinds.decline),
  handOff: draw(fc.constantFrom(...handOffsIn(state, 'asked', 'accepted'))),
  by: chen,
})
const plan: RegionStep = (draw, state, today) => ({
  ...draw(kinds.plan),
  event: fresh('event', state.customerEvents),
  heldOn: addDays(today, 10),
  interests: [draw(texts)],
  budget: money,
})
const invite: RegionStep = (draw, state) => {
  const [event = none] = eventsIn(state, 'planned')
  const invited = state.customerEvents.get(event)?.invited.length ?? 0
  return { ...draw(kinds.invite), event, customers: [make(CustomerId, `C${invited + 1}`)] }
}
const hold: RegionStep = (draw, state) => {
  const ready = eventsIn(state, 'planned').filter(
    (event) => (state.customerEvents.get(event)?.invited.length ?? 0) > 0,
  )
  return { ...draw(kinds.hold), event: ready[0] ?? none, attended: [c1], cost: money }
}
const cancel: RegionStep = (draw, state) => ({
  ...draw(kinds.cancel),
  event: eventsIn(state, 'planned')[0] ?? none,
})
const evaluate: RegionStep = (draw, state) => ({
  ...draw(kinds.evaluate),
  event: eventsIn(state, 'held')[0] ?? none,
  opportunities: [make(OpportunityId, 'O1')],
  scores: [5, 4],
})

export const workSteps = (state: RegionState): ReadonlyArray<RegionStep> => {
  const planned = eventsIn(state, 'planned')
  const isReady = planned.some((event) => (state.customerEvents.get(event)?.invited.length ?? 0) > 0)
  return [
    meet,
    share,
    campaign,
    approach,
    trend,
    tellMarketing,
    askTechnical,
    report,
    passLead,
    plan,
    ...(handOffsIn(state, 'asked').length > 0 ? [acceptOne] : []),
    ...(handOffsIn(state, 'accepted').length > 0 ? [answerOne, answerOne] : []),
    ...(handOffsIn(state, 'asked', 'accepted').length > 2 ? [declineOne] : []),
    ...(planned.length > 0 ? [invite] : []),
    ...(isReady ? [hold] : []),
    ...(planned.length > 1 ? [cancel] : []),
    ...(eventsIn(state, 'held').length > 0 ? [evaluate, evaluate] : []),
  ]
}

const oneOf = <T>(known: Iterable<T>, otherwise: T) => fc.constantFrom(otherwise, ...known)

export const workTricks: ReadonlyArray<RegionStep> = [
  (draw, state) => ({ ...draw(kinds.meet), meeting: draw(oneOf(state.meetings.keys(), none)) }),
  (draw, state) => ({ ...draw(kinds.share), item: draw(oneOf(state.items, none)) }),
  (draw) => {
    const { customer: _, ...item } = draw(kinds.share)
    return { ...item, kind: 'customerFact' }
  },
  (draw, state) => ({ ...draw(kinds.campaign), campaign: draw(oneOf(state.campaigns, none)) }),
  (draw, _, today) => ({ ...draw(kinds.trend), industry: technology, publishedOn: addDays(today, 1) }),
  (draw, state) => ({
    ...draw(kinds.approach),
    industry: technology,
    approach: state.approaches.get(technology) ?? draw(texts),
  }),
  (draw, state) => ({ ...draw(kinds.lead), handOff: draw(oneOf(state.handOffs.keys(), none)) }),
  (draw, state) => ({ ...draw(kinds.accept), handOff: draw(oneOf(state.handOffs.keys(), none)) }),
  (draw, state) => ({ ...draw(kinds.decline), handOff: draw(oneOf(state.handOffs.keys(), none)) }),
  (draw, state) => {
    const { technician: _, opportunity: __, notPursued: ___, ...bare } = draw(kinds.answer)
    return { ...bare, by: chen, handOff: draw(oneOf(handOffsIn(state, 'asked', 'accepted'), none)) }
  },
  (draw, state) => ({
    ...draw(kinds.answer),
    by: chen,
    handOff: draw(oneOf(handOffsIn(state, 'accepted'), none)),
  }),
  (draw, state) => ({ ...draw(kinds.plan), event: draw(oneOf(state.customerEvents.keys(), none)) }),
  (draw, _, today) => ({ ...draw(kinds.plan), event: none, heldOn: today }),
  (draw, state) => ({ ...draw(kinds.invite), event: draw(oneOf(state.customerEvents.keys(), none)) }),
  (draw, state) => ({
    ...draw(kinds.hold),
    event: draw(oneOf(eventsIn(state, 'planned'), none)),
    cost: make(MinorUnits, -1),
  }),
  (draw, state) => ({ ...draw(kinds.evaluate), event: draw(oneOf(state.customerEvents.keys(), none)) }),
]

/** What only a state that takes a while to reach can go wrong in: such states are rare, and so it comes more often there. */
export const rareWorkTricks = (state: RegionState): ReadonlyArray<RegionStep> => {
  const over = [...eventsIn(state, 'held'), ...eventsIn(state, 'cancelled')]
  const accepted = handOffsIn(state, 'accepted')
  const ended = handOffsIn(state, 'answered', 'declined')
  const bareAnswer: RegionStep = (draw) => {
    const { technician: _, opportunity: __, notPursued: ___, ...bare } = draw(kinds.answer)
    return { ...bare, by: chen, handOff: draw(fc.constantFrom(...accepted)) }
  }
  return [
    ...(over.length > 0
      ? [(draw: Draw) => ({ ...draw(kinds.invite), event: draw(fc.constantFrom(...over)) })]
      : []),
    ...(accepted.length > 0
      ? [
          bareAnswer,
          bareAnswer,
          (draw: Draw) => ({ ...draw(kinds.accept), handOff: draw(fc.constantFrom(...accepted)) }),
        ]
      : []),
    ...(ended.length > 0
      ? [(draw: Draw) => ({ ...draw(kinds.decline), handOff: draw(fc.constantFrom(...ended)) })]
      : []),
  ]
}
