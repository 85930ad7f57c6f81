import { match } from 'ts-pattern'
import type { Festival } from '../../policy/festival.ts'
import type { Draft } from '../../vocabulary/draft.ts'
import type { CareEvent } from './events.ts'

/** Which greetings, gifts and wishes there were. */
export type CareState = {
  /** `greetingKey` of every greeting sent. */
  readonly greeted: ReadonlySet<string>
  /** The festivals on which the customer does not want to be greeted; `all` for any. */
  readonly optedOut: ReadonlySet<Festival | 'all'>
  readonly gifts: ReadonlySet<string>
  /** What each person was given in a calendar year, in minor units, by `recipientYear`. */
  readonly given: ReadonlyMap<string, number>
  /** `birthdayKey` of every birthday on which somebody was wished well. */
  readonly wished: ReadonlySet<string>
  /** Events somebody of the customer came to. */
  readonly attended: ReadonlySet<string>
}

export const initialCare: CareState = {
  greeted: new Set(),
  optedOut: new Set(),
  gifts: new Set(),
  given: new Map(),
  wished: new Set(),
  attended: new Set(),
}

// An id may hold any character but a control character, so a blank line keeps the parts apart.
export const greetingKey = (festivalOn: string, recipient = ''): string => `${festivalOn}\n${recipient}`
export const recipientYear = (recipient: string, date: string): string => `${date.slice(0, 4)}\n${recipient}`
export const birthdayKey = (person: string, birthdayOn: string): string => `${birthdayOn}\n${person}`

export const applyCare = (draft: Draft<CareState>, event: CareEvent): void =>
  match(event)
    .with({ type: 'FestivalGreetingSent' }, ({ data }) => {
      draft.greeted.add(greetingKey(data.festivalOn, data.recipient))
    })
    .with({ type: 'GreetingsOptedOut' }, ({ data }) => {
      draft.optedOut.add(data.festival ?? 'all')
    })
    .with({ type: 'GreetingsOptedIn' }, ({ data }) => {
      if (data.festival === undefined) draft.optedOut.clear()
      else draft.optedOut.delete(data.festival)
    })
    .with({ type: 'GiftGiven' }, ({ occurredOn, data }) => {
      const key = recipientYear(data.recipient, occurredOn)
      draft.gifts.add(data.gift)
      draft.given.set(key, (draft.given.get(key) ?? 0) + data.value)
    })
    .with({ type: 'BirthdayGreetingSent' }, ({ data }) => {
      draft.wished.add(birthdayKey(data.person, data.birthdayOn))
    })
    .with({ type: 'EventAttended' }, ({ data }) => {
      draft.attended.add(data.event)
    })
    .exhaustive()
