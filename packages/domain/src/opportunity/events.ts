import * as t from 'io-ts'
import { BuyingRole, Influence } from '../vocabulary/buying-role.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, ComplaintId, CustomerId, OpportunityId, RegionId, UserId } from '../vocabulary/code.ts'
import { fields } from '../vocabulary/fields.ts'
import { Positive } from '../vocabulary/fraction.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../vocabulary/messages.ts'
import { Currency, MinorUnits } from '../vocabulary/money.ts'
import { PersonalText } from '../vocabulary/personal.ts'
import { Text } from '../vocabulary/text.ts'
import { EarlierStage, ImportedStage, MemberDuty, OpportunitySource, PlanStep } from './vocabulary.ts'

// Every event says whose opportunity it is: read models fold across streams and cannot ask the first event of this one.
const about = { opportunity: OpportunityId, region: RegionId, owner: UserId }
const known = { customer: CustomerId }

const definition = <R extends t.Props, O extends t.Props = Record<never, never>>(
  name: string,
  required: R,
  optional?: O,
) =>
  firstVersion(
    fields<typeof about & R, typeof known & O>(
      name,
      { ...about, ...required },
      // The spread of an absent table is an empty one, which is what `O` then is.
      { ...known, ...(optional ?? ({} as O)) },
    ),
  )

const Steps = t.readonlyArray(PlanStep)

// Event names and fields are storage format: add, never rename or remove.
export const opportunityEvents = {
  /** policy 6.1, A51: a source and the evidence; `planBy` is the day by which a plan is owed (A52), by `policy`. */
  OpportunityIdentified: definition(
    'OpportunityIdentified',
    { source: OpportunitySource, evidence: Text, planBy: CalendarDate, policy: t.string },
    {
      expectedAmount: MinorUnits,
      currency: Currency,
      insight: Code,
      handOff: Code,
      complaint: ComplaintId,
      largeCustomer: t.boolean,
    },
  ),
  /** What another system says of a deal; dates that are not there are not known (docs/decisions/0009). */
  OpportunityImported: definition(
    'OpportunityImported',
    { source: t.literal('import'), importedStage: ImportedStage, ledger: Code },
    {
      product: Text,
      engagedOn: CalendarDate,
      closedOn: CalendarDate,
      amount: MinorUnits,
      currency: Currency,
    },
  ),
  /** policy 6.1-A: from here on the customer is known. */
  OpportunityQualified: definition(
    'OpportunityQualified',
    { customer: CustomerId },
    { need: Text, largeCustomer: t.boolean },
  ),
  /** policy 6.2-A */
  FollowUpPlanned: definition('FollowUpPlanned', { steps: Steps }),
  /** policy 6.2-A: the open steps as they were and as they are; a step of the old ones that is gone is cancelled. */
  PlanRevised: definition('PlanRevised', { before: Steps, after: Steps, reason: Text }),
  StepCompleted: definition('StepCompleted', { step: Code }, { result: PersonalText }),
  /** A52 */
  StepMissed: definition('StepMissed', { step: Code, due: CalendarDate }, { reason: Text }),
  /** policy 6.2-A, A52 */
  StepRescheduled: definition('StepRescheduled', {
    step: Code,
    from: CalendarDate,
    to: CalendarDate,
    reason: Text,
  }),
  /** policy 7.1-B: everybody who has a duty from now on. */
  DutiesAssigned: definition('DutiesAssigned', { members: t.readonlyArray(MemberDuty) }),
  /** policy 7.1-B */
  HardPointRaised: definition('HardPointRaised', { point: Code, description: Text }),
  /** policy 7.1-B */
  HardPointSolved: definition('HardPointSolved', {
    point: Code,
    solvedBy: t.readonlyArray(UserId),
    solution: Text,
  }),
  /** policy 4.1-D, A24: as it is from now on. */
  PersonNamed: definition(
    'PersonNamed',
    { person: Code, roles: t.readonlyArray(BuyingRole) },
    { influence: Influence, keyContact: t.boolean },
  ),
  /** policy 7.2-B */
  TechnicalNeedStated: definition('TechnicalNeedStated', { need: Text }),
  /** policy 6.2-B: the needs it covers, and who of the technical department took part (7.2-B). */
  SolutionProposed: definition(
    'SolutionProposed',
    { version: Positive, solution: Text, needs: t.readonlyArray(Text) },
    { technician: UserId },
  ),
  /** policy 6.2-B */
  SolutionPresented: definition(
    'SolutionPresented',
    { version: Positive, understood: t.boolean, plainWords: Text },
    { person: Code },
  ),
  /** policy 6.3-A, A53: for the account team and managers only. `negotiatedBy` may not check the contract. */
  NegotiationRecorded: definition(
    'NegotiationRecorded',
    { note: PersonalText },
    { bottomLine: PersonalText, concerns: PersonalText, winWin: Text, negotiatedBy: UserId },
  ),
  /** policy 6.3-B, A54: `signBy` is the day by which the contract is owed, by `policy`. */
  AgreementReached: definition(
    'AgreementReached',
    { signBy: CalendarDate, policy: t.string },
    { summary: Text },
  ),
  /** policy 6.3-B, A54: `late` is after the day by which it was owed. */
  ContractSigned: definition(
    'ContractSigned',
    {
      contract: Code,
      amount: MinorUnits,
      currency: Currency,
      terms: Text,
      checkedBy: UserId,
      deliverBy: CalendarDate,
    },
    { signBy: CalendarDate, late: t.boolean },
  ),
  /** policy 6.3-B, A54: on time is not later than due. What is not of good quality is to be delivered again. */
  DeliveryRecorded: definition(
    'DeliveryRecorded',
    { due: CalendarDate, deliveredOn: CalendarDate, onTime: t.boolean, qualityOk: t.boolean },
    { note: Text },
  ),
  /** policy 7.2-B */
  TechnicalIssueRaised: definition('TechnicalIssueRaised', { issue: Code, description: PersonalText }),
  /** policy 7.2-B: `raisedOn` shows whether it was solved in time. */
  TechnicalIssueSolved: definition('TechnicalIssueSolved', {
    issue: Code,
    raisedOn: CalendarDate,
    solvedBy: UserId,
    solution: Text,
  }),
  /** A51 */
  OpportunityReturned: definition('OpportunityReturned', {
    from: t.keyof(
      { qualified: null, solution: null, negotiation: null, agreed: null },
      'the stage it was in',
    ),
    to: EarlierStage,
    reason: Text,
  }),
  OpportunityLost: definition('OpportunityLost', { reason: Text }, { competitor: Text }),
  OpportunityAbandoned: definition('OpportunityAbandoned', { reason: Text }),
} as const satisfies EventDefinitions

export type OpportunityEvent = EventOf<typeof opportunityEvents>
