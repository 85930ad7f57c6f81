import { addDays, type CalendarDate } from '@kehu/domain'
import type { CommandInput } from '@kehu/kehu'
import type { Chance } from './chance.ts'

/** One thing that somebody does on a day. */
export type Deed = { readonly by: string; readonly command: CommandInput }

/** A customer of the book, with the home that the simulation gives it. */
export type Actor = {
  readonly customer: string
  readonly name: string
  readonly region: string
  readonly owner: string
  readonly rank: number
}

/** Names of people are personal data: a random subject and the value, so that they can be sealed or erased later. */
const personal = (subject: string, value: string) => ({ subject, value })

export const yearBegins = '2017-01-02'
const inYear = (date: string): boolean => date <= '2017-12-31'

/** A customer's year: registered in January, contacted well or badly, asked now and then; the first are assigned a tier in July. */
export const customerYear = (
  chance: Chance,
  from: CalendarDate,
  { customer, name, region, owner, rank }: Actor,
): ReadonlyArray<Deed> => {
  const deeds: Deed[] = []
  const say = (command: CommandInput, by = owner) => deeds.push({ by, command })
  const registeredOn = addDays(from, chance.below(12))
  say({ type: 'RegisterCustomer', occurredOn: registeredOn, customer, region, owner, profile: { name } })
  const wellKept = chance.happens(0.6)
  let n = 0
  for (
    let day = addDays(registeredOn, 5 + chance.below(20));
    inYear(day);
    day = addDays(day, wellKept ? 18 + chance.below(25) : 60 + chance.below(80))
  ) {
    say(contact(chance, customer, day, ++n))
  }
  if (chance.happens(0.7))
    say({
      type: 'RecordSatisfaction',
      occurredOn: addDays(from, 120 + chance.below(60)),
      customer,
      answer: { csat: chance.pick([5, 5, 4, 4, 4, 3, 2]) },
    })
  if (chance.happens(0.5))
    say({
      type: 'RecordSatisfaction',
      occurredOn: addDays(from, 280 + chance.below(60)),
      customer,
      answer: { csat: chance.pick([5, 4, 4, 3, 1]) },
    })
  if (rank < 3) {
    const occurredOn = addDays(from, 182)
    const tier = rank === 0 ? 'A' : 'B'
    say(
      {
        type: 'AssignTier',
        occurredOn,
        customer,
        region,
        tier,
        reason: 'Among the three largest of the region; to be developed',
        approver: 'M-1',
        until: '2018-06-30',
      },
      'M-2',
    )
  }
  return deeds
}

const contact = (chance: Chance, customer: string, occurredOn: string, n: number): CommandInput => {
  const subject = `${customer}-buyer`
  const base = { type: 'RecordContact', occurredOn, customer, contact: `${customer}-K${n}` } as const
  const participants = [personal(subject, `Buyer of ${customer}`)]
  return chance.happens(0.5)
    ? {
        ...base,
        kind: chance.pick(['visit', 'meeting', 'videoMeeting', 'callMeeting']),
        depth: 'deep',
        participants,
        topics: ['product', chance.pick(['development', 'industry', 'successCase'])],
        summary: personal(subject, 'Spoke of the plans for the coming quarter'),
      }
    : {
        ...base,
        kind: chance.pick(['call', 'email', 'message']),
        depth: 'routine',
        participants,
        topics: [chance.pick(['product', 'service'])],
      }
}

/** A complaint on its way through the stages of policy 5.3; one that comes late in the year is still under way. */
export const complaintStory = (
  chance: Chance,
  id: string,
  receivedOn: CalendarDate,
  { customer, region, owner }: Actor,
): ReadonlyArray<Deed> => {
  const handler = `${owner}-CS`
  const fault = chance.pick<'company' | 'thirdParty' | 'customer'>([
    'company',
    'company',
    'thirdParty',
    'customer',
  ])
  const blamed = fault === 'company'
  const subject = `${customer}-complainant`
  let day = receivedOn
  const on = (days: number): string => {
    day = addDays(day, days)
    return day
  }
  const commands: CommandInput[] = [
    {
      ...{
        type: 'ReceiveComplaint',
        complaint: id,
        occurredOn: on(0),
        customer,
        region,
        receivedAt: `${receivedOn}T10:30:00-05:00`,
      },
      ...{
        complainant: personal(subject, 'A buyer'),
        channel: 'phone',
        content: personal(subject, 'The goods came late and one was broken'),
        category: 'delivery',
      },
    },
    { type: 'AcknowledgeComplaint', complaint: id, occurredOn: on(chance.below(2)) },
  ]
  const ending = chance.below(8)
  if (ending === 0)
    commands.push({
      type: 'RejectComplaint',
      complaint: id,
      occurredOn: on(2),
      reason: 'Bought from another company',
    })
  else if (ending === 1)
    commands.push({
      type: 'WithdrawComplaint',
      complaint: id,
      occurredOn: on(2),
      reason: 'The parcel was found',
    })
  else {
    commands.push(
      {
        type: 'AssessComplaint',
        complaint: id,
        occurredOn: on(0),
        severity: chance.pick(['minor', 'major']),
      },
      { type: 'StartInvestigation', complaint: id, occurredOn: on(1), investigator: handler },
      {
        type: 'RecordFinding',
        complaint: id,
        occurredOn: on(2),
        finding: personal(subject, 'The carrier was booked a day late'),
      },
      {
        type: 'DetermineCause',
        complaint: id,
        occurredOn: on(1),
        rootCause: 'lateBooking',
        faultParty: fault,
      },
      // Tried too early where the company is at fault: the rules refuse it (policy 5.3-B).
      ...(blamed
        ? [{ type: 'ResolveComplaint', complaint: id, occurredOn: on(0), decision: 'We regret it' } as const]
        : []),
      {
        type: 'ProposeResolution',
        complaint: id,
        occurredOn: on(1),
        solution: 'A new one is sent today, free of charge',
        ...(blamed ? { responsibility: 'The booking was ours' } : {}),
      },
      {
        type: 'ResolveComplaint',
        complaint: id,
        occurredOn: on(2),
        decision: 'Replaced; the broken one is taken back',
      },
      {
        type: 'RecordFollowUp',
        complaint: id,
        occurredOn: on(4),
        outcome: 'satisfied',
        score: chance.pick([5, 4, 4]),
      },
      {
        type: 'CloseComplaint',
        complaint: id,
        occurredOn: on(1),
        lesson: 'Book the carrier on the day of the order',
      },
    )
  }
  return commands.map((command) => ({ by: handler, command }))
}

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
      source: chance.pick(['need', 'industry', 'service']),
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
        type: 'Negotiate',
        opportunity: id,
        occurredOn: on(10),
        note: personal(`${customer}-buyer`, 'Wants delivery before the move'),
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
