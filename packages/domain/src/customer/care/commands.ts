import * as t from 'io-ts'
import { CustomerId } from '../../vocabulary/code.ts'
import { type CommandOf, command } from '../../vocabulary/messages.ts'
import { attendance, birthdayGreeting, festivalGreeting, gift, optOut } from './facts.ts'

const customer = { customer: CustomerId }

// Festivals, gifts, birthdays and events (policy 5.2).
export const careCommands = {
  /**
   * A greeting for a festival.
   * @clause 42
   */
  SendFestivalGreeting: command(
    'SendFestivalGreeting',
    { ...customer, ...festivalGreeting.required },
    festivalGreeting.optional,
  ),
  OptOutOfGreetings: command('OptOutOfGreetings', { ...customer, ...optOut.required }, optOut.optional),
  OptInToGreetings: command('OptInToGreetings', { ...customer, ...optOut.required }, optOut.optional),
  /** `commercial`: it advertises us, and so is none to give. */
  GiveGift: command('GiveGift', { ...customer, ...gift.required, commercial: t.boolean }, gift.optional),
  /**
   * Wishes on the birthday itself.
   * @clause 45
   */
  SendBirthdayGreeting: command(
    'SendBirthdayGreeting',
    { ...customer, ...birthdayGreeting.required },
    birthdayGreeting.optional,
  ),
  /** Somebody of the customer came to an event of the region. */
  RecordEventAttendance: command(
    'RecordEventAttendance',
    { ...customer, ...attendance.required },
    attendance.optional,
  ),
} as const

export type CareCommand = CommandOf<typeof careCommands>
