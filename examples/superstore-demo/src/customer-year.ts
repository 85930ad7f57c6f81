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
export const personal = (subject: string, value: string) => ({ subject, value })

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
