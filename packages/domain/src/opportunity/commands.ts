import * as t from 'io-ts'
import { BuyingRole, Influence } from '../vocabulary/buying-role.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, ComplaintId, CustomerId, OpportunityId, RegionId, UserId } from '../vocabulary/code.ts'
import { Positive } from '../vocabulary/fraction.ts'
import { type CommandInputOf, type CommandOf, command, commandCodec } from '../vocabulary/messages.ts'
import { Currency, MinorUnits } from '../vocabulary/money.ts'
import { PersonalText } from '../vocabulary/personal.ts'
import { Text } from '../vocabulary/text.ts'
import { EarlierStage, ImportedStage, MemberDuty, OpportunitySource, PlanStep } from './vocabulary.ts'

const opportunity = { opportunity: OpportunityId }

export const opportunityCommands = {
  /**
   * policy 6.1-A: a signal becomes an opportunity by its source and the evidence. What came from industry news names the
   * `insight`, what came from customer service the `handOff` (7.2-C), what came from a complaint the `complaint` (5.3-C).
   * The customer may be unknown until the opportunity is qualified. Currency: the region's own unless given.
   * `largeCustomer` says that the customer is large or of tier A (A56), which another aggregate knows.
   * @clause 57
   */
  IdentifyOpportunity: command(
    'IdentifyOpportunity',
    { ...opportunity, region: RegionId, source: OpportunitySource, evidence: Text, owner: UserId },
    {
      customer: CustomerId,
      expectedAmount: MinorUnits,
      currency: Currency,
      insight: Code,
      handOff: Code,
      complaint: ComplaintId,
      largeCustomer: t.boolean,
    },
  ),
  /**
   * What another system says of a deal, with the dates that are known and no others (docs/decisions/0009). `occurredOn` is
   * the day of the import; `ledger` names the file or system. Repeating it decides nothing.
   */
  ImportOpportunity: command(
    'ImportOpportunity',
    { ...opportunity, region: RegionId, owner: UserId, importedStage: ImportedStage, ledger: Code },
    {
      customer: CustomerId,
      product: Text,
      engagedOn: CalendarDate,
      closedOn: CalendarDate,
      amount: MinorUnits,
      currency: Currency,
    },
  ),
  /** `customer` is mandatory unless it was known before. */
  QualifyOpportunity: command('QualifyOpportunity', opportunity, {
    customer: CustomerId,
    need: Text,
    largeCustomer: t.boolean,
  }),

  /**
   * policy 6.2-A: time points, owner and method of each step
   * @clause 59
   */
  PlanFollowUp: command('PlanFollowUp', { ...opportunity, steps: t.readonlyArray(PlanStep) }),
  /**
   * policy 6.2-A: `steps` are all that are still to be done: an open step that is not among them is cancelled.
   * @clause 60
   */
  RevisePlan: command('RevisePlan', { ...opportunity, steps: t.readonlyArray(PlanStep), reason: Text }),
  CompleteStep: command('CompleteStep', { ...opportunity, step: Code }, { result: PersonalText }),
  MissStep: command('MissStep', { ...opportunity, step: Code }, { reason: Text }),
  /** Also brings back a missed step. */
  RescheduleStep: command('RescheduleStep', { ...opportunity, step: Code, due: CalendarDate, reason: Text }),

  /**
   * policy 7.1-B: who of ours does what in the project; `members` are all of them, in place of whoever was before.
   * @clause 67
   */
  AssignDuties: command('AssignDuties', { ...opportunity, members: t.readonlyArray(MemberDuty) }),
  /**
   * policy 7.1-B: what is hard about the project, so that whoever can helps to solve it
   * @clause 68
   */
  RaiseHardPoint: command('RaiseHardPoint', { ...opportunity, point: Code, description: Text }),
  /**
   * policy 7.1-B: by whom it was solved, and how
   * @clause 68
   */
  SolveHardPoint: command('SolveHardPoint', {
    ...opportunity,
    point: Code,
    solvedBy: t.readonlyArray(UserId),
    solution: Text,
  }),
  /** policy 4.1-D, A24: the buying center of this deal. Naming a person again says what is so from now on. */
  NamePerson: command(
    'NamePerson',
    { ...opportunity, person: Code, roles: t.readonlyArray(BuyingRole) },
    { influence: Influence, keyContact: t.boolean },
  ),

  /**
   * policy 7.2-B: from now on a solution needs somebody of the technical department.
   * @clause 71
   */
  StateTechnicalNeed: command('StateTechnicalNeed', { ...opportunity, need: Text }),
  /**
   * policy 6.2-B: each proposal is the next version; `needs` are the customer's needs it covers.
   * @clause 61
   */
  ProposeSolution: command(
    'ProposeSolution',
    { ...opportunity, solution: Text, needs: t.readonlyArray(Text) },
    { technician: UserId },
  ),
  /**
   * policy 6.2-B: the latest version is explained in plain words. Whether the customer understood decides whether there
   * can be an agreement.
   * @clause 62
   */
  PresentSolution: command(
    'PresentSolution',
    { ...opportunity, version: Positive, understood: t.boolean, plainWords: Text },
    { person: Code },
  ),

  /**
   * policy 6.3-A: the customer's bottom line, its concerns, or both; `winWin` is what both sides gain.
   * @clause 63
   */
  Negotiate: command(
    'Negotiate',
    { ...opportunity, note: PersonalText },
    { bottomLine: PersonalText, concerns: PersonalText, winWin: Text },
  ),
  ReachAgreement: command('ReachAgreement', opportunity, { summary: Text }),
  /**
   * policy 6.3-B: `contract` is its number, `terms` says where they are written, `checkedBy` who made sure they have one
   * meaning: neither who negotiated nor who signs.
   * @clause 64
   */
  SignContract: command(
    'SignContract',
    {
      ...opportunity,
      contract: Code,
      amount: MinorUnits,
      terms: Text,
      checkedBy: UserId,
      deliverBy: CalendarDate,
    },
    { currency: Currency },
  ),
  /**
   * policy 6.3-B: `occurredOn` is the day of the delivery; it was due on the contract's day. What is not of good quality is
   * delivered again.
   * @clause 65
   */
  RecordDelivery: command('RecordDelivery', { ...opportunity, qualityOk: t.boolean }, { note: Text }),
  /**
   * policy 7.2-B: a technical problem in delivery or after-sales
   * @clause 72
   */
  RaiseTechnicalIssue: command('RaiseTechnicalIssue', {
    ...opportunity,
    issue: Code,
    description: PersonalText,
  }),
  /**
   * policy 7.2-B
   * @clause 72
   */
  SolveTechnicalIssue: command('SolveTechnicalIssue', {
    ...opportunity,
    issue: Code,
    solvedBy: UserId,
    solution: Text,
  }),

  ReturnToStage: command('ReturnToStage', { ...opportunity, stage: EarlierStage, reason: Text }),
  LoseOpportunity: command('LoseOpportunity', { ...opportunity, reason: Text }, { competitor: Text }),
  AbandonOpportunity: command('AbandonOpportunity', { ...opportunity, reason: Text }),
} as const

export const OpportunityCommand = commandCodec('OpportunityCommand', opportunityCommands)
export type OpportunityCommand = CommandOf<typeof opportunityCommands>
export type OpportunityCommandInput = CommandInputOf<typeof opportunityCommands>
