import fc from 'fast-check'
import type { CustomerCommand } from '../../customer/commands.ts'
import { BirthdayFacts } from '../../customer/information/birthday.ts'
import { informationCommands } from '../../customer/information/commands.ts'
import { profileFacts } from '../../customer/information/source.ts'
import { keyContactsOf } from '../../customer/information/state.ts'
import { addDays } from '../../vocabulary/calendar-date.ts'
import { Code } from '../../vocabulary/code.ts'
import { Text } from '../../vocabulary/text.ts'
import { arbitraryOf } from '../arbitrary-of.ts'
import { make } from '../leaves.ts'
import { pooledLeaves, texts } from '../pools.ts'
import { fresh, known, type Moment } from './known.ts'

const any = {
  correct: arbitraryOf(informationCommands.CorrectProfile, pooledLeaves),
  verify: arbitraryOf(informationCommands.VerifyFact, pooledLeaves),
  segment: arbitraryOf(informationCommands.SegmentCustomer, pooledLeaves),
  business: arbitraryOf(informationCommands.RecordBusinessFacts, pooledLeaves),
  sellingPoint: arbitraryOf(informationCommands.RecordSellingPoint, pooledLeaves),
  buyingProcess: arbitraryOf(informationCommands.RecordBuyingProcess, pooledLeaves),
  plan: arbitraryOf(informationCommands.RecordDevelopmentPlan, pooledLeaves),
  add: arbitraryOf(informationCommands.AddPerson, pooledLeaves),
  change: arbitraryOf(informationCommands.ChangePerson, pooledLeaves),
  remove: arbitraryOf(informationCommands.RemovePerson, pooledLeaves),
  key: arbitraryOf(informationCommands.NameKeyContact, pooledLeaves),
  notKey: arbitraryOf(informationCommands.WithdrawKeyContact, pooledLeaves),
  birthday: arbitraryOf(informationCommands.RecordBirthday, pooledLeaves),
  forget: arbitraryOf(informationCommands.ForgetBirthday, pooledLeaves),
  insight: arbitraryOf(informationCommands.RecordInsight, pooledLeaves),
  review: arbitraryOf(informationCommands.ReviewSection, pooledLeaves),
  major: arbitraryOf(informationCommands.RecordMajorChange, pooledLeaves),
}

/** What somebody might sensibly find out about the customer today; null where there is nothing to say. */
export const findOut = (moment: Moment): CustomerCommand | null => {
  const { draw, state, today } = moment
  const one = (command: fc.Arbitrary<CustomerCommand>): CustomerCommand => draw(command)
  const person = known(moment, state.people.keys())
  const keyContact = known(moment, keyContactsOf(state))
  const withBirthday = known(
    moment,
    [...state.people].filter(([, { birthdayKnown }]) => birthdayKnown).map(([id]) => id),
  )
  const roles = ['champion' as const]
  const kind = draw(fc.constantFrom(...kinds))
  switch (kind) {
    case 'CorrectProfile': {
      const { sources: _, ...correction } = draw(any.correct)
      return correction
    }
    case 'VerifyFact': {
      const facts = profileFacts.filter((fact) => state.profile?.[fact] !== undefined)
      const { contact: _, ...given } = draw(any.verify)
      return facts.length === 0
        ? null
        : { ...given, ...visited(moment), fact: draw(fc.constantFrom(...facts)) }
    }
    case 'SegmentCustomer': {
      const { segment, ...rest } = draw(any.segment)
      const industry = make(Code, draw(fc.constantFrom('manufacturing', 'services', 'technology', 'C')))
      return {
        ...rest,
        segment: { ...segment, industry, staff: draw(fc.nat({ max: 5000 })), basisOn: today },
      }
    }
    case 'RecordBusinessFacts': {
      const share = { numerator: draw(fc.nat({ max: 100 })), denominator: 100 }
      const competitors = [draw(texts)]
      return { ...draw(any.business), marketShare: share, competitors }
    }
    case 'RecordSellingPoint': {
      const competitor = state.business?.competitors?.[0]
      return competitor === undefined ? null : { ...draw(any.sellingPoint), competitor }
    }
    case 'RecordBuyingProcess':
      return { ...draw(any.buyingProcess), budget: draw(texts) }
    case 'RecordDevelopmentPlan':
      return { ...draw(any.plan), from: today, until: addDays(today, 365) }
    case 'AddPerson':
      return { ...draw(any.add), person: fresh(moment, 'person'), roles }
    case 'ChangePerson':
      return person && { ...draw(any.change), person, roles }
    case 'RemovePerson':
      return person && draw(fc.boolean()) ? { ...draw(any.remove), person } : null
    case 'NameKeyContact':
      return person && { ...draw(any.key), person }
    case 'WithdrawKeyContact':
      return keyContact && { ...draw(any.notKey), person: keyContact }
    case 'RecordBirthday':
      return (
        person && {
          ...draw(any.birthday),
          person,
          consent: true,
          birthday: { subject: make(Text, 'p-1'), value: make(BirthdayFacts, draw(birthdays)) },
        }
      )
    case 'ForgetBirthday':
      return withBirthday && { ...draw(any.forget), person: withBirthday }
    case 'RecordInsight':
      return { ...draw(any.insight), insight: fresh(moment, 'insight'), publishedOn: today }
    case 'ReviewSection':
      return one(any.review)
    case 'RecordMajorChange':
      return { ...draw(any.major), change: fresh(moment, 'change'), knownOn: today }
  }
}

const kinds = [
  'CorrectProfile',
  'VerifyFact',
  'SegmentCustomer',
  'RecordBusinessFacts',
  'RecordSellingPoint',
  'RecordBuyingProcess',
  'RecordDevelopmentPlan',
  'AddPerson',
  'AddPerson',
  'ChangePerson',
  'RemovePerson',
  // What needs something else to have happened before comes more often, or it hardly ever would.
  'NameKeyContact',
  'NameKeyContact',
  'NameKeyContact',
  'WithdrawKeyContact',
  'WithdrawKeyContact',
  'WithdrawKeyContact',
  'RecordBirthday',
  'RecordBirthday',
  'RecordBirthday',
  'ForgetBirthday',
  'ForgetBirthday',
  'RecordInsight',
  'ReviewSection',
  'RecordMajorChange',
] as const

const birthdays = fc.constantFrom<typeof BirthdayFacts._O>(
  { calendar: 'solar', month: 2, day: 29 },
  { calendar: 'lunar', month: 12, day: 30, leapMonth: false },
  { calendar: 'solar', month: 7, day: 14, year: 1980 },
)

/** A fact heard on a visit that is recorded, or told by the customer. */
const visited = (moment: Moment) => {
  const contact = known(moment, moment.state.contacts)
  return contact === null ? { channel: 'customer' as const } : { channel: 'visit' as const, contact }
}

/** Mistakes that chance hardly ever makes. */
export const misjudge = (moment: Moment): ReadonlyArray<CustomerCommand> => {
  const { draw, state, today } = moment
  const { segment, ...segmenting } = draw(any.segment)
  const { contact: _, ...verification } = draw(any.verify)
  const { marketShare: __, ...business } = draw(any.business)
  const correction = draw(any.correct)
  const person = known(moment, state.people.keys())
  const insight = known(moment, state.insights)
  const nowhere = make(Code, 'nowhere')
  const unsized = { industry: make(Code, 'C'), size: segment.size }
  return [
    { ...segmenting, segment: { ...segment, industry: nowhere } },
    { ...segmenting, segment: unsized },
    ...(state.segment === null ? [] : [{ ...segmenting, segment: state.segment }]),
    { ...verification, fact: 'name', channel: 'visit' },
    { ...verification, fact: 'name', channel: 'visit', contact: nowhere },
    { ...verification, fact: 'creditCode', channel: 'customer' },
    { ...correction, changes: { name: draw(texts) }, sources: { email: { channel: 'customer' } } },
    { ...business, marketShare: { numerator: 3, denominator: 2 } },
    { type: 'RecordBusinessFacts', occurredOn: today, customer: business.customer },
    draw(any.sellingPoint),
    { ...draw(any.add), person: fresh(moment), roles: [] },
    { ...draw(any.insight), insight: nowhere, publishedOn: addDays(today, 1) },
    { ...draw(any.major), change: nowhere, knownOn: addDays(today, -9) },
    ...(insight === null ? [] : [{ ...draw(any.insight), insight }]),
    ...(person === null
      ? []
      : ([
          { ...draw(any.birthday), person, consent: false },
          {
            ...draw(any.birthday),
            person,
            consent: true,
            birthday: {
              subject: make(Text, 'p-1'),
              value: make(BirthdayFacts, { calendar: 'solar', month: 2, day: 30 }),
            },
          },
          ...(state.people.get(person)?.keyContact === false ? [{ ...draw(any.notKey), person }] : []),
        ] as const)),
  ]
}
