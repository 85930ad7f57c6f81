import { describe, expect, test } from 'vitest'
import { present } from '../../vocabulary/present.ts'
import { event, having, li, on, registered, words } from '../customer.fixture.ts'
import { isPossibleBirthday } from './birthday.ts'
import { keyContactsOf } from './state.ts'

const key = on('2026-03-04', 'NameKeyContact', { person: 'li' })
const birthday = on('2026-03-04', 'RecordBirthday', {
  person: 'li',
  birthday: { subject: 'p-1', value: { calendar: 'solar', month: 2, day: 29, year: 1980 } },
  consent: true,
})

describe('the people who take part in buying (policy 4.1-D)', () => {
  test('are known with their roles, duty, preferences and influence (clause 24)', () => {
    const facts = {
      person: 'li',
      name: words('Ms Li'),
      roles: ['champion'],
      duty: words('Tools'),
      preferences: words('Tea'),
      influence: 'high',
    } as const
    having(registered)
      .when(on('2026-03-02', 'AddPerson', facts))
      .then(event('2026-03-02', 'PersonAdded', facts))
    having(registered, li).when(li).thenRejected('AlreadyRecorded', { what: 'person', id: 'li' })
    having(registered)
      .when({ ...li, roles: [] })
      .thenRejected('RoleMissing', {
        message: 'What part does this person play in buying? Name at least one role.',
      })
    expect(having(registered, li).state.people.get('li')).toEqual({
      roles: ['decisionMaker', 'user'],
      keyContact: false,
      birthdayKnown: false,
    })
  })

  test('change and leave', () => {
    const { name, roles } = li
    const changed = on('2026-03-05', 'ChangePerson', { person: 'li', name, roles: ['legal'] })
    having(registered, li, key, birthday)
      .when(changed)
      .then(event('2026-03-05', 'PersonChanged', { person: 'li', name, roles: ['legal'] }))
    expect(having(registered, li, key, birthday, changed).state.people.get('li')).toEqual({
      roles: ['legal'],
      keyContact: true,
      birthdayKnown: true,
    })
    having(registered, li)
      .when({ ...changed, roles: [] })
      .thenRejected('RoleMissing')
    having(registered)
      .when(on('2026-03-05', 'ChangePerson', { person: 'li', name, roles }))
      .thenRejected('NotRecorded', {
        what: 'person',
        id: 'li',
        message: 'There is no person li of this customer: check its id.',
      })
    const gone = on('2026-03-06', 'RemovePerson', { person: 'li', reason: 'Retired' })
    having(registered, li)
      .when(gone)
      .then(event('2026-03-06', 'PersonRemoved', { person: 'li', reason: 'Retired' }))
    expect(having(registered, li, gone).state.people.size).toBe(0)
  })

  test('have a key contact among them (clause 25)', () => {
    having(registered, li)
      .when(key)
      .then(event('2026-03-04', 'KeyContactNamed', { person: 'li' }))
    expect(keyContactsOf(having(registered, li).state)).toEqual([])
    expect(keyContactsOf(having(registered, li, key).state)).toEqual(['li'])
    having(registered, li, key)
      .when(key)
      .thenRejected('NothingChanges', { message: 'Nothing changes: the key contact is so already.' })
    having(registered).when(key).thenRejected('NotRecorded', { what: 'person', id: 'li' })
  })

  test('a key contact is withdrawn when somebody else decides', () => {
    const withdrawn = on('2026-03-07', 'WithdrawKeyContact', { person: 'li', reason: 'Moved on' })
    having(registered, li, key)
      .when(withdrawn)
      .then(event('2026-03-07', 'KeyContactWithdrawn', { person: 'li', reason: 'Moved on' }))
    expect(keyContactsOf(having(registered, li, key, withdrawn).state)).toEqual([])
    having(registered, li).when(withdrawn).thenRejected('NotKeyContact', {
      person: 'li',
      message: 'li is no key contact: there is nothing to withdraw.',
    })
  })
})

describe('birthdays of key contacts (policy 5.2-B)', () => {
  test('are kept in their calendar, with their owner’s consent (clause 44)', () => {
    const { birthday: when } = birthday
    having(registered, li)
      .when(birthday)
      .then(event('2026-03-04', 'BirthdayRecorded', { person: 'li', birthday: when, consent: true }))
    having(registered, li)
      .when({ ...birthday, consent: false })
      .thenRejected('ConsentMissing', {
        message: 'A birthday is kept only with its owner’s consent: ask for it first, and say so.',
      })
    having(registered).when(birthday).thenRejected('NotRecorded', { what: 'person', id: 'li' })
    having(registered, li)
      .when({ ...birthday, birthday: { subject: 'p-1', erased: true } })
      .thenMatching({ data: { birthday: { subject: 'p-1', erased: true } } })
  })

  test('are days that some year has', () => {
    const day = (calendar: 'solar' | 'lunar', month: number, date: number, leapMonth?: boolean) =>
      isPossibleBirthday({ calendar, month, day: date, ...present({ leapMonth }) })
    expect([day('solar', 2, 29), day('solar', 2, 30)]).toEqual([true, false])
    expect([day('solar', 4, 30), day('solar', 4, 31)]).toEqual([true, false])
    expect([day('solar', 1, 31), day('solar', 12, 31), day('solar', 6, 31)]).toEqual([true, true, false])
    expect([day('lunar', 2, 30), day('lunar', 2, 31)]).toEqual([true, false])
    expect([day('lunar', 4, 1, true), day('solar', 4, 1, true), day('solar', 4, 1, false)]).toEqual([
      true,
      false,
      true,
    ])
    having(registered, li)
      .when({ ...birthday, birthday: { subject: 'p-1', value: { calendar: 'solar', month: 4, day: 31 } } })
      .thenRejected('NoSuchDay', {
        month: 4,
        day: 31,
        message: 'The solar calendar has no day 31 in month 4: check the birthday.',
      })
    having(registered, li)
      .when({
        ...birthday,
        birthday: { subject: 'p-1', value: { calendar: 'solar', month: 4, day: 1, leapMonth: true } },
      })
      .thenRejected('NoSuchDay', {
        message: 'The solar calendar has no day 1 in leap month 4: check the birthday.',
      })
  })

  test('are forgotten when asked', () => {
    const forgotten = on('2026-03-08', 'ForgetBirthday', { person: 'li' })
    having(registered, li, birthday)
      .when(forgotten)
      .then(event('2026-03-08', 'BirthdayForgotten', { person: 'li' }))
    expect(having(registered, li, birthday, forgotten).state.people.get('li')?.birthdayKnown).toBe(false)
    having(registered, li)
      .when(forgotten)
      .thenRejected('NothingChanges', { message: 'Nothing changes: the birthday is so already.' })
  })
})
