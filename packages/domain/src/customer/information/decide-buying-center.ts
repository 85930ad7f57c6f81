import { isLeft } from 'fp-ts/lib/Either.js'
import { match, P } from 'ts-pattern'
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
import { isPossibleBirthday } from './birthday.ts'
import type { InformationCommand } from './commands.ts'
import type { PersonFacts } from './state.ts'

// The people who take part in buying (policy 4.1-D), and their birthdays (5.2-B).

type BuyingCenterCommand = Extract<InformationCommand, { readonly person: unknown }>

export const decideBuyingCenter = (command: BuyingCenterCommand, state: CustomerState): Decision => {
  const person = state.people.get(command.person) ?? null
  return match<[PersonFacts | null, BuyingCenterCommand], Decision>([person, command])
    .with([P.nonNullable, { type: 'AddPerson' }], ([, c]) => alreadyRecorded('person', c.person))
    .with([null, { type: 'AddPerson' }], ([, c]) =>
      c.roles.length === 0
        ? roleMissing
        : accepted({ type: 'PersonAdded', occurredOn: c.occurredOn, data: factsOf(c) }),
    )
    .with([null, P._], ([, c]) => notRecorded('person', c.person))
    .with([P._, { type: 'ChangePerson' }], ([, c]) =>
      c.roles.length === 0
        ? roleMissing
        : accepted({ type: 'PersonChanged', occurredOn: c.occurredOn, data: factsOf(c) }),
    )
    .with([P._, { type: 'RemovePerson' }], ([, c]) =>
      accepted({ type: 'PersonRemoved', occurredOn: c.occurredOn, data: factsOf(c) }),
    )
    .with([{ keyContact: true }, { type: 'NameKeyContact' }], () => nothingChanges('key contact'))
    .with([P._, { type: 'NameKeyContact' }], ([, c]) =>
      accepted({ type: 'KeyContactNamed', occurredOn: c.occurredOn, data: factsOf(c) }),
    )
    .with([{ keyContact: false }, { type: 'WithdrawKeyContact' }], ([, c]) => notKeyContact(c.person))
    .with([P._, { type: 'WithdrawKeyContact' }], ([, c]) =>
      accepted({ type: 'KeyContactWithdrawn', occurredOn: c.occurredOn, data: factsOf(c) }),
    )
    .with([P._, { type: 'RecordBirthday' }], ([, c]) => recordBirthday(c))
    .with([{ birthdayKnown: false }, { type: 'ForgetBirthday' }], () => nothingChanges('birthday'))
    .with([P._, { type: 'ForgetBirthday' }], ([, c]) =>
      accepted({ type: 'BirthdayForgotten', occurredOn: c.occurredOn, data: factsOf(c) }),
    )
    .exhaustive()
}

const recordBirthday = (c: Command<'RecordBirthday'>): Decision => {
  const { consent, ...facts } = factsOf(c)
  if (!consent) {
    return refuse(
      'ConsentMissing',
      'A birthday is kept only with its owner’s consent: ask for it first, and say so.',
      {},
    )
  }
  const possible = checkDay(c)
  return isLeft(possible)
    ? possible
    : accepted({ type: 'BirthdayRecorded', occurredOn: c.occurredOn, data: { ...facts, consent } })
}

const checkDay = ({ birthday }: Command<'RecordBirthday'>): Decision => {
  if (!('value' in birthday) || isPossibleBirthday(birthday.value)) return accepted()
  const { calendar, month, day } = birthday.value
  return refuse(
    'NoSuchDay',
    `The ${calendar} calendar has no day ${day} in ${birthday.value.leapMonth === true ? 'leap ' : ''}month ${month}: check the birthday.`,
    { month, day },
  )
}

const roleMissing: Decision = refuse(
  'RoleMissing',
  'What part does this person play in buying? Name at least one role.',
  {},
)

const notKeyContact = (person: string): Decision =>
  refuse('NotKeyContact', `${person} is no key contact: there is nothing to withdraw.`, { person })
