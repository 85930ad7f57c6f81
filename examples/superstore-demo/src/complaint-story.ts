import { addDays, type CalendarDate } from '@kehu/domain'
import type { CommandInput } from '@kehu/kehu'
import type { Chance } from './chance.ts'
import { type Actor, type Deed, personal } from './customer-year.ts'

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
