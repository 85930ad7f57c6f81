import fc from 'fast-check'
import { careCommands } from '../../customer/care/commands.ts'
import type { CustomerCommand } from '../../customer/commands.ts'
import { addDays } from '../../vocabulary/calendar-date.ts'
import { Code } from '../../vocabulary/code.ts'
import { MinorUnits } from '../../vocabulary/money.ts'
import { arbitraryOf } from '../arbitrary-of.ts'
import { make } from '../leaves.ts'
import { pooledLeaves } from '../pools.ts'
import { fresh, known, type Moment, manager, tester } from './known.ts'

const any = {
  greet: arbitraryOf(careCommands.SendFestivalGreeting, pooledLeaves),
  optOut: arbitraryOf(careCommands.OptOutOfGreetings, pooledLeaves),
  optIn: arbitraryOf(careCommands.OptInToGreetings, pooledLeaves),
  gift: arbitraryOf(careCommands.GiveGift, pooledLeaves),
  wish: arbitraryOf(careCommands.SendBirthdayGreeting, pooledLeaves),
  attend: arbitraryOf(careCommands.RecordEventAttendance, pooledLeaves),
}

const worth = (value: number): MinorUnits => make(MinorUnits, value)

/** A kind gesture that is in place today; null where none is. */
export const care = (moment: Moment): CustomerCommand | null => {
  const { draw, state, today } = moment
  const person = known(moment, state.people.keys())
  const kind = draw(fc.constantFrom(...kinds))
  switch (kind) {
    case 'SendFestivalGreeting': {
      if (state.optedOut.size > 0) return null
      const { recipient: _, ...given } = draw(any.greet)
      return { ...given, festival: 'SPRING_FESTIVAL', festivalOn: addDays(today, draw(fc.nat({ max: 7 }))) }
    }
    case 'OptOutOfGreetings':
      return state.optedOut.size > 0 || draw(fc.nat({ max: 2 })) > 0 ? null : draw(any.optOut)
    case 'OptInToGreetings': {
      const { festival: _, ...given } = draw(any.optIn)
      return state.optedOut.size === 0 ? null : given
    }
    case 'GiveGift':
      return (
        person && {
          ...draw(any.gift),
          gift: fresh(moment, 'gift'),
          recipient: person,
          commercial: false,
          approver: manager,
          value: worth(draw(fc.integer({ min: 1, max: 60_000 }))),
        }
      )
    case 'SendBirthdayGreeting': {
      const celebrated = [...state.people].filter(([, { birthdayKnown }]) => birthdayKnown).map(([id]) => id)
      const one = known(moment, celebrated)
      return one && { ...draw(any.wish), person: one, birthdayOn: today }
    }
    case 'RecordEventAttendance':
      return {
        ...draw(any.attend),
        event: fresh(moment, 'event'),
        people: person === null ? [] : [person],
      }
  }
}

const kinds = [
  'SendFestivalGreeting',
  'OptOutOfGreetings',
  'OptInToGreetings',
  'GiveGift',
  'GiveGift',
  'SendBirthdayGreeting',
  'SendBirthdayGreeting',
  'SendBirthdayGreeting',
  'RecordEventAttendance',
] as const

/** Mistakes that chance hardly ever makes. */
export const offend = (moment: Moment): ReadonlyArray<CustomerCommand> => {
  const { draw, state, today } = moment
  const { recipient: _, ...greeting } = draw(any.greet)
  const { approver: __, ...gift } = draw(any.gift)
  const person = known(moment, state.people.keys())
  const given = { ...gift, gift: fresh(moment, 'gift'), commercial: false }
  const [greeted] = [...state.greeted].filter((key) => key.endsWith('\n') && key.trim() >= today)
  const nowhere = make(Code, 'nowhere')
  const again: ReadonlyArray<CustomerCommand> = [
    ...(greeted === undefined
      ? []
      : [
          {
            ...greeting,
            festival: 'SPRING_FESTIVAL' as const,
            festivalOn: make(careCommands.SendFestivalGreeting.required.festivalOn, greeted.trim()),
          },
        ]),
  ]
  if (again.length > 0 && draw(fc.boolean())) return again
  return [
    { ...greeting, festival: 'NEW_YEAR', festivalOn: today },
    { ...greeting, festival: 'MID_AUTUMN', festivalOn: today },
    { ...greeting, festival: 'SPRING_FESTIVAL', festivalOn: addDays(today, 8) },
    { ...greeting, festival: 'SPRING_FESTIVAL', festivalOn: today, recipient: nowhere },
    { ...draw(any.wish), person: nowhere },
    ...(person === null
      ? []
      : ([
          { ...given, recipient: person, commercial: true },
          { ...given, recipient: person, value: worth(0) },
          { ...given, recipient: person, value: worth(60_000) },
          { ...given, recipient: person, value: worth(60_000), approver: tester },
          { ...given, recipient: person, value: worth(200_001) },
          { ...draw(any.wish), person, birthdayOn: addDays(today, 1) },
        ] as const)),
  ]
}
