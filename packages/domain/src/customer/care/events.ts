import * as t from 'io-ts'
import { CustomerId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
import { Currency } from '../../vocabulary/money.ts'
import { attendance, birthdayGreeting, festivalGreeting, gift, optOut } from './facts.ts'

const customer = { customer: CustomerId }

// Event names and fields are storage format: add, never rename or remove.
export const careEvents = {
  /** policy 5.2-A, A38 */
  FestivalGreetingSent: firstVersion(
    fields('FestivalGreetingSent', { ...customer, ...festivalGreeting.required }, festivalGreeting.optional),
  ),
  /** A37 */
  GreetingsOptedOut: firstVersion(
    fields('GreetingsOptedOut', { ...customer, ...optOut.required }, optOut.optional),
  ),
  GreetingsOptedIn: firstVersion(
    fields('GreetingsOptedIn', { ...customer, ...optOut.required }, optOut.optional),
  ),
  /** policy 5.2-A, A40 */
  GiftGiven: firstVersion(
    fields(
      'GiftGiven',
      { ...customer, ...gift.required, currency: Currency, commercial: t.literal(false) },
      gift.optional,
    ),
  ),
  /** policy 5.2-B */
  BirthdayGreetingSent: firstVersion(
    fields('BirthdayGreetingSent', { ...customer, ...birthdayGreeting.required }, birthdayGreeting.optional),
  ),
  /** policy 5.2-C */
  EventAttended: firstVersion(
    fields('EventAttended', { ...customer, ...attendance.required }, attendance.optional),
  ),
} as const satisfies EventDefinitions

export type CareEvent = EventOf<typeof careEvents>
