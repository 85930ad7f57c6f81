import type { Context } from '../../aggregate/context.ts'
import { addDays } from '../../vocabulary/calendar-date.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import {
  accepted,
  alreadyRecorded,
  type Command,
  type Decision,
  factsOf,
  nothingChanges,
  notRecorded,
} from '../decision.ts'
import type { CustomerState } from '../state.ts'
import { birthdayKey, greetingKey } from './state.ts'

/** policy 5.2-A: in the days before a festival the policy keeps, once, and only whom it pleases (A37, A38). */
export const greet = (
  c: Command<'SendFestivalGreeting'>,
  state: CustomerState,
  context: Context,
): Decision => {
  const { festivals, greetingDaysBefore } = context.policy.policy.care
  if (!festivals.includes(c.festival)) {
    return refuse(
      'FestivalNotKept',
      `${c.festival} is not among the festivals of the policy in force: greet on ${festivals.join(' or ')}, or adopt a policy that has it.`,
      { festival: c.festival },
    )
  }
  if (state.optedOut.has('all') || state.optedOut.has(c.festival)) {
    return refuse(
      'OptedOut',
      'The customer does not want this greeting: respect it, or record that it does now (OptInToGreetings).',
      { festival: c.festival },
    )
  }
  const from = addDays(c.festivalOn, -greetingDaysBefore)
  if (c.occurredOn < from || c.occurredOn > c.festivalOn) {
    return refuse(
      'OutsideGreetingWindow',
      `A greeting for ${c.festivalOn} is sent from ${from} to the day itself, not on ${c.occurredOn}.`,
      { from, until: c.festivalOn },
    )
  }
  if (c.recipient !== undefined && !state.people.has(c.recipient)) return notRecorded('person', c.recipient)
  return state.greeted.has(greetingKey(c.festivalOn, c.recipient))
    ? refuse(
        'AlreadyGreeted',
        `${c.recipient ?? 'The customer'} was greeted for ${c.festivalOn} already: once is enough.`,
        { festivalOn: c.festivalOn },
      )
    : accepted({ type: 'FestivalGreetingSent', occurredOn: c.occurredOn, data: factsOf(c) })
}

export const optOut = (c: Command<'OptOutOfGreetings'>, { optedOut }: CustomerState): Decision =>
  optedOut.has('all') || optedOut.has(c.festival ?? 'all')
    ? nothingChanges('wish')
    : accepted({ type: 'GreetingsOptedOut', occurredOn: c.occurredOn, data: factsOf(c) })

export const optIn = (c: Command<'OptInToGreetings'>, { optedOut }: CustomerState): Decision => {
  const optedOutOfIt = c.festival === undefined ? optedOut.size > 0 : optedOut.has(c.festival)
  return optedOutOfIt
    ? accepted({ type: 'GreetingsOptedIn', occurredOn: c.occurredOn, data: factsOf(c) })
    : nothingChanges('wish')
}

/** policy 5.2-B: on the day itself. */
export const wish = (c: Command<'SendBirthdayGreeting'>, state: CustomerState): Decision => {
  const person = state.people.get(c.person)
  if (person === undefined) return notRecorded('person', c.person)
  if (!person.birthdayKnown) return notRecorded('birthday of', c.person)
  if (c.occurredOn !== c.birthdayOn) {
    return refuse(
      'NotTheBirthday',
      `The birthday is on ${c.birthdayOn}: send the wishes on that day, and record the day on which they were sent.`,
      { birthdayOn: c.birthdayOn },
    )
  }
  return state.wished.has(birthdayKey(c.person, c.birthdayOn))
    ? refuse('AlreadyGreeted', `${c.person} was wished well on ${c.birthdayOn} already: once is enough.`, {
        festivalOn: c.birthdayOn,
      })
    : accepted({ type: 'BirthdayGreetingSent', occurredOn: c.occurredOn, data: factsOf(c) })
}

export const attend = (c: Command<'RecordEventAttendance'>, state: CustomerState): Decision => {
  if (state.attended.has(c.event)) return alreadyRecorded('attendance of event', c.event)
  const stranger = c.people.find((person) => !state.people.has(person))
  return stranger === undefined
    ? accepted({ type: 'EventAttended', occurredOn: c.occurredOn, data: factsOf(c) })
    : notRecorded('person', stranger)
}
