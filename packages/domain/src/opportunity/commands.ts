import * as t from 'io-ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, CustomerId, OpportunityId, RegionId, UserId } from '../vocabulary/code.ts'
import { type CommandInputOf, type CommandOf, command, commandCodec } from '../vocabulary/messages.ts'
import { Currency, MinorUnits } from '../vocabulary/money.ts'
import { PersonalText } from '../vocabulary/personal.ts'
import { Text } from '../vocabulary/text.ts'
import { EarlierStage, OpportunitySource, PlanStep } from './vocabulary.ts'

const opportunity = { opportunity: OpportunityId }

export const opportunityCommands = {
  /** The customer may be unknown until the opportunity is qualified. Currency: the region's own unless given. */
  IdentifyOpportunity: command(
    'IdentifyOpportunity',
    { ...opportunity, region: RegionId, source: OpportunitySource, evidence: Text, owner: UserId },
    { customer: CustomerId, expectedAmount: MinorUnits, currency: Currency },
  ),
  /** `customer` is mandatory unless it was known before. */
  QualifyOpportunity: command('QualifyOpportunity', opportunity, { customer: CustomerId, need: Text }),
  PlanFollowUp: command('PlanFollowUp', { ...opportunity, steps: t.readonlyArray(PlanStep) }),
  /** `steps` are all that are still to be done: an open step that is not among them is cancelled. */
  RevisePlan: command('RevisePlan', { ...opportunity, steps: t.readonlyArray(PlanStep), reason: Text }),
  CompleteStep: command('CompleteStep', { ...opportunity, step: Code }, { result: PersonalText }),
  MissStep: command('MissStep', { ...opportunity, step: Code }, { reason: Text }),
  /** Also brings back a missed step. */
  RescheduleStep: command('RescheduleStep', { ...opportunity, step: Code, due: CalendarDate, reason: Text }),
  /** Each proposal is the next version; `needs` are the customer's needs it covers. */
  ProposeSolution: command(
    'ProposeSolution',
    { ...opportunity, solution: Text, needs: t.readonlyArray(Text) },
    { technician: UserId },
  ),
  Negotiate: command(
    'Negotiate',
    { ...opportunity, note: PersonalText },
    { bottomLine: PersonalText, concerns: PersonalText },
  ),
  ReachAgreement: command('ReachAgreement', opportunity, { summary: Text }),
  /** `contract` is its number, `terms` says where they are written, `checkedBy` who made sure they have one meaning. */
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
  /** `occurredOn` is the day of the delivery; it was due on the contract's day. */
  RecordDelivery: command('RecordDelivery', { ...opportunity, qualityOk: t.boolean }, { note: Text }),
  ReturnToStage: command('ReturnToStage', { ...opportunity, stage: EarlierStage, reason: Text }),
  LoseOpportunity: command('LoseOpportunity', { ...opportunity, reason: Text }, { competitor: Text }),
  AbandonOpportunity: command('AbandonOpportunity', { ...opportunity, reason: Text }),
} as const

export const OpportunityCommand = commandCodec('OpportunityCommand', opportunityCommands)
export type OpportunityCommand = CommandOf<typeof opportunityCommands>
export type OpportunityCommandInput = CommandInputOf<typeof opportunityCommands>
