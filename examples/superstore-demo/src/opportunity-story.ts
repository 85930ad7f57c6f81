import { addDays, type CalendarDate } from '@kehu/domain'
import type { CommandInput } from '@kehu/kehu'
import type { Chance } from './chance.ts'
import { type Actor, type Deed, personal } from './customer-year.ts'

/** An opportunity on its way through the stages of policy 6: delivered, lost, or still open with a step that is late. */
export const opportunityStory = (
  chance: Chance,
  id: string,
  from: CalendarDate,
  { customer, region, owner }: Actor,
): ReadonlyArray<Deed> => {
  let day = from
  const on = (days: number): string => {
    day = addDays(day, days)
    return day
  }
  const due = (days: number): string => addDays(day, days)
  const commands: CommandInput[] = [
    {
      type: 'IdentifyOpportunity',
      opportunity: id,
      occurredOn: on(0),
      region,
      customer,
      ...chance.pick<Origin>([
        { source: 'need' },
        { source: 'industry', insight: 'I-2017-MOVES' },
        { source: 'service', handOff: `${id}-H` },
      ]),
      evidence: 'A second office opens in autumn',
      owner,
    },
    {
      type: 'QualifyOpportunity',
      opportunity: id,
      occurredOn: on(4),
      need: 'Desks, chairs and phones for forty people',
    },
    {
      ...{ type: 'PlanFollowUp', opportunity: id, occurredOn: on(2) },
      steps: [
        { step: 'S1', due: due(7), owner, method: 'visit' },
        { step: 'S2', due: due(40), owner, method: 'demo' },
      ],
    },
    { type: 'CompleteStep', opportunity: id, occurredOn: on(6), step: 'S1' },
  ]
  const ending = chance.below(3)
  if (ending > 0) {
    commands.push(
      {
        type: 'ProposeSolution',
        opportunity: id,
        occurredOn: on(8),
        solution: 'Furnished in two weekends',
        needs: ['furniture', 'phones'],
      },
      {
        type: 'PresentSolution',
        opportunity: id,
        occurredOn: on(3),
        version: 1,
        understood: true,
        plainWords: 'You leave on Friday and find every desk and phone ready on Monday',
      },
      {
        type: 'Negotiate',
        opportunity: id,
        occurredOn: on(7),
        note: personal(`${customer}-buyer`, 'Wants delivery before the move'),
        concerns: personal(`${customer}-buyer`, 'Two weekends may not be enough'),
        winWin: 'They move on time, and we furnish both floors',
      },
    )
  }
  if (ending === 1)
    commands.push({
      type: 'LoseOpportunity',
      opportunity: id,
      occurredOn: on(12),
      reason: 'A cheaper offer',
      competitor: 'Office Mart',
    })
  if (ending === 2) {
    const amount = 500_000 + chance.below(2_000_000)
    commands.push(
      { type: 'ReachAgreement', opportunity: id, occurredOn: on(7) },
      {
        type: 'SignContract',
        opportunity: id,
        occurredOn: on(5),
        contract: `${id}-C`,
        amount,
        terms: 'Frame contract of 2017',
        checkedBy: 'M-1',
        deliverBy: due(30),
      },
      {
        type: 'RecordDelivery',
        opportunity: id,
        occurredOn: on(20 + chance.below(15)),
        qualityOk: chance.happens(0.9),
      },
    )
  }
  return commands.map((command) => ({ by: owner, command }))
}

type Origin =
  | { readonly source: 'need' }
  | { readonly source: 'industry'; readonly insight: string }
  | { readonly source: 'service'; readonly handOff: string }
