import { specification } from '../testing/specification.ts'
import { OpportunityCommand, type OpportunityCommandInput } from './commands.ts'
import { opportunityEvents } from './events.ts'
import { opportunity } from './opportunity.ts'

export const { given, having } = specification(opportunity, {
  command: OpportunityCommand,
  events: opportunityEvents,
})

// 2026-03-02 is a Monday, and no holiday is near.
export const on = <const T extends OpportunityCommandInput['type'], const F>(
  occurredOn: string,
  type: T,
  facts: F,
) => ({
  type,
  occurredOn,
  opportunity: 'O1',
  ...facts,
})

export const identified = on('2026-03-02', 'IdentifyOpportunity', {
  region: 'East',
  source: 'need',
  evidence: 'They open a second plant',
  owner: 'anna',
})
export const qualified = on('2026-03-03', 'QualifyOpportunity', { customer: 'C1', need: 'Forty desks' })
export const visit = { step: 's1', due: '2026-03-10', owner: 'anna', method: 'visit' }
export const call = {
  step: 's2',
  due: '2026-03-20',
  owner: 'bo',
  method: 'call',
  purpose: 'Ask for the budget',
}
export const planned = on('2026-03-03', 'PlanFollowUp', { steps: [visit, call] })
export const offered = on('2026-03-12', 'ProposeSolution', {
  solution: 'Desks and chairs',
  needs: ['desks', 'chairs'],
})
export const presented = on('2026-03-13', 'PresentSolution', {
  version: 1,
  understood: true,
  plainWords: 'Everybody sits well from the first day',
})
export const note = { subject: 'p-1', value: 'Not below 5 % off' }
export const bargained = on('2026-03-16', 'Negotiate', { note, bottomLine: note })
export const agreed = on('2026-03-18', 'ReachAgreement', {})
export const signed = on('2026-03-20', 'SignContract', {
  contract: 'V-26-7',
  amount: 1_250_000,
  terms: 'DMS 4711, version 3',
  checkedBy: 'bo',
  deliverBy: '2026-04-20',
})
export const delivered = on('2026-04-20', 'RecordDelivery', { qualityOk: true })
export const toAgreement = [identified, qualified, planned, offered, presented, bargained, agreed]
export const about = { opportunity: 'O1', region: 'East', owner: 'anna', customer: 'C1' }
