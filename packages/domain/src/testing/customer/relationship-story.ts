import fc from 'fast-check'
import type { CustomerCommand } from '../../customer/commands.ts'
import { relationshipCommands } from '../../customer/relationship/commands.ts'
import { openNeeds } from '../../customer/relationship/state.ts'
import { addDays, addMonths } from '../../vocabulary/calendar-date.ts'
import { Code, UserId } from '../../vocabulary/code.ts'
import { arbitraryOf } from '../arbitrary-of.ts'
import { make } from '../leaves.ts'
import { pooledLeaves, regions, texts } from '../pools.ts'
import { fresh, known, type Moment, manager } from './known.ts'

const any = {
  contact: arbitraryOf(relationshipCommands.RecordContact, pooledLeaves),
  satisfaction: arbitraryOf(relationshipCommands.RecordSatisfaction, pooledLeaves),
  cadence: arbitraryOf(relationshipCommands.AdjustCadence, pooledLeaves),
  feedback: arbitraryOf(relationshipCommands.RecordFeedback, pooledLeaves),
  resolve: arbitraryOf(relationshipCommands.ResolveFeedback, pooledLeaves),
  escalate: arbitraryOf(relationshipCommands.EscalateFeedback, pooledLeaves),
  need: arbitraryOf(relationshipCommands.RecordNeed, pooledLeaves),
  meet: arbitraryOf(relationshipCommands.MeetNeed, pooledLeaves),
  decline: arbitraryOf(relationshipCommands.DeclineNeed, pooledLeaves),
  materials: arbitraryOf(relationshipCommands.SendMaterials, pooledLeaves),
  goal: arbitraryOf(relationshipCommands.SetUpgradeGoal, pooledLeaves),
  survey: arbitraryOf(relationshipCommands.ConductSurvey, pooledLeaves),
  analysis: arbitraryOf(relationshipCommands.AnalyseSurvey, pooledLeaves),
  inform: arbitraryOf(relationshipCommands.InformOfNews, pooledLeaves),
}

const topics = [make(Code, 'product'), make(Code, 'industry')]
const ofStatus = (all: ReadonlyMap<string, string>, wanted: string): ReadonlyArray<string> =>
  [...all].filter(([, status]) => status === wanted).map(([id]) => id)

/** A contact without what only a deep one or a talk of executives has. */
export const touch = (moment: Moment): CustomerCommand => {
  const { level: _, ...given } = moment.draw(any.contact)
  return { ...given, depth: 'routine', topics, contact: fresh(moment, 'contact') }
}

/** What somebody might sensibly do for the customer today; null where there is nothing to do. */
export const keepInTouch = (moment: Moment): CustomerCommand | null => {
  const { draw, state, today } = moment
  const feedback = known(moment, ofStatus(state.feedback, 'open'))
  const need = known(moment, openNeeds(state))
  const kind = draw(fc.constantFrom(...kinds))
  switch (kind) {
    case 'RecordContact':
      return touch(moment)
    case 'RecordSatisfaction': {
      const survey = known(
        moment,
        state.surveys.map((asked) => asked.survey),
      )
      return { ...draw(any.satisfaction), ...(survey === null ? {} : { survey }) }
    }
    case 'AdjustCadence': {
      const { because: _, ...adjustment } = draw(any.cadence).adjustment
      const until = addMonths(today, draw(fc.integer({ min: 1, max: 6 })))
      const because = need === null ? {} : { because: { need } }
      return {
        ...draw(any.cadence),
        adjustment: { ...adjustment, ...because, from: today, until, approver: manager },
      }
    }
    case 'RecordFeedback': {
      const { contact: _, ...given } = draw(any.feedback)
      return { ...given, feedback: fresh(moment, 'feedback') }
    }
    case 'ResolveFeedback':
      return feedback && { ...draw(any.resolve), feedback }
    case 'EscalateFeedback':
      return feedback && { ...draw(any.escalate), feedback }
    case 'RecordNeed':
      return { ...draw(any.need), need: fresh(moment, 'need') }
    case 'MeetNeed':
      return need && { ...draw(any.meet), need }
    case 'DeclineNeed':
      return need && { ...draw(any.decline), need }
    case 'SendMaterials':
      return { ...draw(any.materials), products: [draw(texts)] }
    case 'SetUpgradeGoal':
      return { ...draw(any.goal), region: draw(regions), tier: 'B', by: addDays(today, 200) }
    case 'ConductSurvey': {
      const rested = [...state.people.keys()].filter((id) =>
        state.surveys.every(({ person, on }) => person !== id || addDays(on, 90) <= today),
      )
      const person = known(moment, rested)
      return person && { ...draw(any.survey), person, survey: fresh(moment, 'survey'), questions: 10 }
    }
    case 'AnalyseSurvey': {
      const survey = known(moment, state.answered)
      return survey && { ...draw(any.analysis), survey }
    }
    case 'InformOfNews': {
      const { person: _, ...given } = draw(any.inform)
      const insight = known(moment, state.insights)
      return insight && { ...given, insight }
    }
  }
}

const kinds = [
  'RecordContact',
  'RecordSatisfaction',
  'AdjustCadence',
  'RecordFeedback',
  'ResolveFeedback',
  'EscalateFeedback',
  'RecordNeed',
  'MeetNeed',
  'DeclineNeed',
  'SendMaterials',
  'SetUpgradeGoal',
  'ConductSurvey',
  'AnalyseSurvey',
  'InformOfNews',
] as const

/** Mistakes that chance hardly ever makes. */
export const neglect = (moment: Moment): ReadonlyArray<CustomerCommand> => {
  const { draw, state, today } = moment
  const { adjustment, ...adjusting } = draw(any.cadence)
  const { approver: _, because: __, ...unapproved } = { ...adjustment, from: today, until: today }
  const { executive: ___, ...contact } = draw(any.contact)
  const met = known(moment, state.contacts)
  const asked = state.surveys.at(-1)
  const settled = known(
    moment,
    ['resolved', 'escalated'].flatMap((status) => ofStatus(state.feedback, status)),
  )
  const needSettled = known(
    moment,
    ['met', 'declined'].flatMap((status) => ofStatus(state.needs, status)),
  )
  const open = known(moment, state.feedback.keys())
  const person = known(moment, state.people.keys())
  const nowhere = make(Code, 'nowhere')
  // Where something is settled or somebody was asked, that is what goes wrong: such states are rare.
  const again: ReadonlyArray<CustomerCommand> = [
    ...(settled === null ? [] : [{ ...draw(any.resolve), feedback: settled }]),
    ...(needSettled === null ? [] : [{ ...draw(any.decline), need: needSettled }]),
    ...(asked === undefined
      ? []
      : [{ ...draw(any.survey), questions: 1, survey: nowhere, person: make(Code, asked.person) }]),
  ]
  if (again.length > 0 && draw(fc.boolean())) return again
  return [
    { ...adjusting, adjustment: { ...unapproved, direction: 'lower' } },
    { ...adjusting, adjustment: { ...unapproved, until: addMonths(today, 24) } },
    { ...adjusting, adjustment: { ...unapproved, direction: 'raise', because: { need: nowhere } } },
    {
      ...adjusting,
      adjustment: { ...unapproved, direction: 'lower', approver: make(UserId, 'anna') },
    },
    { ...contact, contact: nowhere, topics: [] },
    { ...contact, contact: nowhere, topics, depth: 'routine', level: 'executive' },
    ...(met === null ? [] : [{ ...draw(any.contact), contact: met }]),
    ...(open === null ? [] : [{ ...draw(any.feedback), feedback: open }]),
    { ...draw(any.feedback), feedback: nowhere, contact: nowhere },
    { ...draw(any.materials), products: [] },
    { ...draw(any.goal), region: draw(regions), by: today },
    ...(person === null ? [] : [{ ...draw(any.survey), person, questions: 11 }]),
    { ...draw(any.analysis), survey: nowhere },
    { ...draw(any.inform), insight: nowhere },
  ]
}
