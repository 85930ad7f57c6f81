import * as t from 'io-ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, UserId } from '../vocabulary/code.ts'
import { fields } from '../vocabulary/fields.ts'
import { Text } from '../vocabulary/text.ts'

/**
 * Where the signal came from: a need of the customer (policy 6.1-A), industry news or politics (6.1-B), customer service
 * (7.2-C), the follow-up of a complaint (5.3-C), an event held for customers (5.2-C), a campaign (7.2-A), another system.
 */
export const OpportunitySource = t.keyof(
  {
    need: null,
    industry: null,
    service: null,
    complaint: null,
    event: null,
    campaign: null,
    import: null,
    other: null,
  },
  'OpportunitySource need, industry, service, complaint, event, campaign, import or other',
)
export type OpportunitySource = t.TypeOf<typeof OpportunitySource>

/**
 * 跟进计划: one step of the follow-up plan, whose day, owner and method are all mandatory.
 * @source policy 6.2-A
 */
export const PlanStep = fields(
  'PlanStep',
  {
    /** Identity of the step within the opportunity. */
    step: Code,
    due: CalendarDate,
    owner: UserId,
    /** How: `visit`, `call`, `email`, `demo` or a code of your own. */
    method: Code,
  },
  { purpose: Text },
)
export type PlanStep = t.TypeOf<typeof PlanStep>

/** 项目协作: somebody of ours with a duty of their own in the project (policy 7.1-B). */
export const MemberDuty = fields('MemberDuty', { user: UserId, duty: Text })
export type MemberDuty = t.TypeOf<typeof MemberDuty>

/**
 * How far another system says a deal got. It is theirs, not ours: what is imported as `won` has no contract here, and
 * what is `lost` no reason (docs/decisions/0009).
 */
export const ImportedStage = t.keyof(
  { prospecting: null, engaging: null, won: null, lost: null },
  'ImportedStage prospecting, engaging, won or lost',
)
export type ImportedStage = t.TypeOf<typeof ImportedStage>

/** The stages one can go back to (A51). */
export const EarlierStage = t.keyof(
  { identified: null, qualified: null, solution: null, negotiation: null },
  'EarlierStage identified, qualified, solution or negotiation',
)
export type EarlierStage = t.TypeOf<typeof EarlierStage>

/**
 * A51: policy 6.1 is identified and qualified, 6.2-B solution, 6.3-A negotiation, 6.3-B agreed, signed and delivered. `won`
 * is what another system says of a deal whose contract and delivery nobody here knows (docs/decisions/0009).
 */
export type OpportunityStage = EarlierStage | 'agreed' | 'signed' | 'delivered' | 'won' | 'lost' | 'abandoned'

const order: ReadonlyArray<OpportunityStage> = [
  'identified',
  'qualified',
  'solution',
  'negotiation',
  'agreed',
  'signed',
  'delivered',
]

/** Whether one stage comes before another on the way to delivery; one that is won elsewhere, lost or abandoned is on no way. */
export const comesBefore = (a: OpportunityStage, b: OpportunityStage): boolean =>
  order.indexOf(a) < order.indexOf(b)
