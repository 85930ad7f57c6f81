import * as t from 'io-ts'
import { Festival } from '../../policy/festival.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, UserId } from '../../vocabulary/code.ts'
import { MinorUnits } from '../../vocabulary/money.ts'
import { PersonalText } from '../../vocabulary/personal.ts'
import { Text } from '../../vocabulary/text.ts'
import { GreetingChannel } from '../relationship/facts.ts'
import { CsatScore } from '../relationship/satisfaction.ts'

// The facts that a command states and its event keeps, each once.

/** policy 5.2-A: which festival, and the day on which it falls this year: lunar days are for the caller to know. */
export const festivalGreeting = {
  required: { festival: Festival, festivalOn: CalendarDate, channel: GreetingChannel },
  /** Absent: the customer as a whole. */
  optional: { recipient: Code },
}

/** Without festival: none at all (A37). */
export const optOut = { required: { reason: Text }, optional: { festival: Festival } }

/** policy 5.2-A, A40; `commercial`: does it advertise us rather than mean something? */
export const gift = {
  required: {
    gift: Code,
    recipient: Code,
    occasion: Text,
    description: Text,
    culturalMeaning: Text,
    /** Minor units of the home region's currency. */
    value: MinorUnits,
  },
  optional: { approver: UserId },
}

/** policy 5.2-B */
export const birthdayGreeting = {
  required: { person: Code, birthdayOn: CalendarDate, gesture: GreetingChannel },
  optional: { note: PersonalText },
}

/** policy 5.2-C: who of the customer came to an event of the region, and how they liked it. */
export const attendance = {
  required: { event: Code, people: t.readonlyArray(Code) },
  optional: { satisfaction: CsatScore },
}
