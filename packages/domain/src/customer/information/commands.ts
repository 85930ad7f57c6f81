import * as t from 'io-ts'
import { Code, CustomerId } from '../../vocabulary/code.ts'
import { type CommandOf, command } from '../../vocabulary/messages.ts'
import { Text } from '../../vocabulary/text.ts'
import { Birthday } from './birthday.ts'
import {
  businessFacts,
  buyingProcess,
  developmentPlan,
  insight,
  majorChange,
  person,
  Section,
} from './facts.ts'
import { ProfileChanges } from './profile.ts'
import { Segment } from './segment.ts'
import { Channel, FactSources, ProfileFact } from './source.ts'

const customer = { customer: CustomerId }

// What is known of the customer (policy 3.1, 4).
export const informationCommands = {
  CorrectProfile: command(
    'CorrectProfile',
    { ...customer, changes: ProfileChanges },
    { reason: Text, sources: FactSources },
  ),
  /**
   * Somebody made sure that a fact of the profile is right.
   * @clause 19
   */
  VerifyFact: command(
    'VerifyFact',
    { ...customer, fact: ProfileFact, channel: Channel },
    { contact: Code, reference: Text },
  ),
  SegmentCustomer: command('SegmentCustomer', { ...customer, segment: Segment }),
  /**
   * All that is known of the customer's business, as it now is.
   * @clause 20
   */
  RecordBusinessFacts: command('RecordBusinessFacts', customer, businessFacts),
  /**
   * What speaks for us where a competitor speaks too.
   * @clause 21
   */
  RecordSellingPoint: command('RecordSellingPoint', { ...customer, competitor: Text, advantage: Text }),
  /**
   * How the customer decides and what it asks of a supplier.
   * @clause 8
   */
  RecordBuyingProcess: command('RecordBuyingProcess', customer, buyingProcess),
  /**
   * The customer's own development plan.
   * @clause 14
   */
  RecordDevelopmentPlan: command('RecordDevelopmentPlan', { ...customer, ...developmentPlan }),
  /**
   * Somebody who takes part in buying.
   * @clause 24
   */
  AddPerson: command('AddPerson', { ...customer, ...person.required }, person.optional),
  /** All that is known of the person, as it now is. */
  ChangePerson: command('ChangePerson', { ...customer, ...person.required }, person.optional),
  RemovePerson: command('RemovePerson', { ...customer, person: Code, reason: Text }),
  /**
   * The person without whom nothing is decided.
   * @clause 25
   */
  NameKeyContact: command('NameKeyContact', { ...customer, person: Code }),
  WithdrawKeyContact: command('WithdrawKeyContact', { ...customer, person: Code, reason: Text }),
  /**
   * A birthday may be kept only if its owner agreed (A42).
   * @clause 44
   */
  RecordBirthday: command('RecordBirthday', {
    ...customer,
    person: Code,
    birthday: Birthday,
    consent: t.boolean,
  }),
  ForgetBirthday: command('ForgetBirthday', { ...customer, person: Code }),
  /**
   * What the web, a report or the news say of the customer.
   * @clause 29
   */
  RecordInsight: command('RecordInsight', { ...customer, ...insight }),
  /** A section of what is known was looked through and is right. */
  ReviewSection: command('ReviewSection', { ...customer, section: Section }),
  /**
   * An expansion, a new head, another address: entered promptly.
   * @clause 33
   */
  RecordMajorChange: command('RecordMajorChange', { ...customer, ...majorChange }),
} as const

export type InformationCommand = CommandOf<typeof informationCommands>
