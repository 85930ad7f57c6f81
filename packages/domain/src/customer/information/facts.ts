import * as t from 'io-ts'
import { BuyingRole, Influence } from '../../vocabulary/buying-role.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code } from '../../vocabulary/code.ts'
import { Count, Fraction, Positive } from '../../vocabulary/fraction.ts'
import { PersonalText } from '../../vocabulary/personal.ts'
import { Text } from '../../vocabulary/text.ts'

// The facts that a command states and its event keeps, each once. The first table of each is what must be there.

/** policy 4.1-B */
export const businessFacts = {
  /** 经营范围 */
  scope: Text,
  /** How large it is, in the customer's own measure: plants, shops, output. */
  scale: Text,
  /** Its share of its own market, exact. */
  marketShare: Fraction,
  competitors: t.readonlyArray(Text),
}

/** policy 3.1-B: how the customer buys. */
export const buyingProcess = {
  decisionMonths: Positive,
  /** What a supplier must show to be admitted. */
  qualification: Text,
  budget: Text,
  priorities: t.readonlyArray(Text),
}

/** policy 3.2-B: what the customer itself plans to become. */
export const developmentPlan = { plan: Text, from: CalendarDate, until: CalendarDate }

/** policy 4.1-D: somebody who takes part in buying. */
export const person = {
  required: { person: Code, name: PersonalText, roles: t.readonlyArray(BuyingRole) },
  optional: {
    duty: PersonalText,
    preferences: PersonalText,
    influence: Influence,
    phone: PersonalText,
    email: PersonalText,
  },
}

/** policy 4.2-C: what was read about the customer. */
export const insight = {
  insight: Code,
  kind: t.keyof({ web: null, report: null, news: null }, 'web, report or news'),
  text: Text,
  /** Where it stands: an address, a title, a page. */
  reference: Text,
  publishedOn: CalendarDate,
}

/** The sections of what is known of a customer, each of which is looked through from time to time (policy 4.3-B). */
export const Section = t.keyof(
  { profile: null, business: null, buyingCenter: null, purchases: null, development: null },
  'Section profile, business, buyingCenter, purchases or development',
)
export type Section = t.TypeOf<typeof Section>

/** A28 */
export const MajorChangeKind = t.keyof(
  {
    expansion: null,
    contraction: null,
    mergerOrAcquisition: null,
    seniorPersonnel: null,
    ownership: null,
    address: null,
    legalRepresentative: null,
    insolvency: null,
    other: null,
  },
  'MajorChangeKind expansion, contraction, mergerOrAcquisition, seniorPersonnel, ownership, address, legalRepresentative, insolvency or other',
)

/** policy 4.3-C */
export const majorChange = {
  change: Code,
  kind: MajorChangeKind,
  /** When we came to know of it; when it happened is the date of the command. */
  knownOn: CalendarDate,
  description: PersonalText,
}

/** How late a major change was entered: measured, so that "promptly" can be judged (A28). */
export const entryLag = {
  /** Days from the change to its entry. */
  lagDays: Count,
  /** By when it was to be entered. */
  dueBy: CalendarDate,
  late: t.boolean,
}
