import * as t from 'io-ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code } from '../vocabulary/code.ts'
import { fields } from '../vocabulary/fields.ts'
import { Count, Fraction, Positive } from '../vocabulary/fraction.ts'
import { MinorUnits } from '../vocabulary/money.ts'
import { Role } from '../vocabulary/role.ts'
import { Festival } from './festival.ts'
import { Interval } from './interval.ts'
import { Kpi } from './kpis.ts'

/** 客户分级: A buys a fifth of a region's sales, B a tenth, C is the rest. */
export const Tier = t.union([t.literal('A'), t.literal('B'), t.literal('C')], 'Tier A, B or C')
export type Tier = t.TypeOf<typeof Tier>

const Cadence = fields('Cadence', {
  /** At least one contact in each such interval. */
  interval: Interval,
  /** Whether only a deep contact counts. */
  deep: t.boolean,
})
export type Cadence = t.TypeOf<typeof Cadence>

/** Score group → share of the whole, and KPI → share of its group; each level adds up to one. */
const Weights = fields('Weights', {
  group: Fraction,
  kpis: t.readonlyArray(fields('KpiWeight', { kpi: Kpi, weight: Fraction })),
})

/**
 * Every number by which customers are graded, contacted and people judged: one value, adopted by a region with an
 * effective date. `defaultPolicy` is the document's numbers and, where it gives none, our defaults.
 */
export const Policy = fields('Policy', {
  tiers: fields('TierRules', {
    /** A's least share of the region's net sales, inclusive. */
    a: Fraction,
    /** B's least share, inclusive. */
    b: Fraction,
    /** Length of the trailing window that computes a tier. */
    windowMonths: Positive,
    /** Below so many buying customers a region's tiers come with a warning. */
    smallRegionCustomers: Count,
  }),
  contacts: fields('ContactRules', {
    cadence: fields('CadenceByTier', { A: Cadence, B: Cadence, C: Cadence }),
    /** So many days before it is due, a contact is `dueSoon`. */
    dueSoonDays: Count,
    /** A customer's own cadence lasts at most so long. */
    adjustmentMonthsMax: Positive,
    /** An A customer is talked to at senior-management level at least once in so many months. */
    executiveMonths: Positive,
  }),
  information: fields('InformationRules', {
    /** Industry codes in use. */
    industries: t.readonlyArray(Code),
    /** Each section of what is known of a customer is reviewed within so many months. */
    reviewMonths: fields('ReviewMonthsByTier', { A: Positive, B: Positive, C: Positive }),
    /** A major change is entered within so many working days after it became known. */
    majorChangeWorkingDays: Count,
    /** A person is not surveyed again before so many days have passed. */
    surveyDaysMin: Count,
    /** A survey asks at most so many questions. */
    surveyQuestionsMax: Positive,
  }),
  care: fields('CareRules', {
    /** Festivals on which customers are greeted. */
    festivals: t.readonlyArray(Festival),
    /** A festival greeting is in time from so many days before the day. */
    greetingDaysBefore: Count,
    gifts: fields('GiftRules', {
      /** A gift worth more, in minor units of the region's currency, needs a manager's approval. */
      approvalAbove: MinorUnits,
      /** What one person may be given in a calendar year at most, in minor units. */
      recipientYearMax: MinorUnits,
    }),
  }),
  complaints: fields('ComplaintRules', {
    acknowledgeWorkingDays: Count,
    investigateWorkingDays: Count,
    progressWorkingDays: Count,
    resolveWorkingDays: fields('ResolveWorkingDays', { minor: Count, major: Count, critical: Count }),
    followUpAfterDays: Count,
    followUpWithinDays: Count,
    followUpAttemptsMax: Positive,
    /** The same category from the same customer, or the same root cause, within so many days is a recurrence. */
    recurrenceDays: Positive,
  }),
  opportunities: fields('OpportunityRules', {
    planWorkingDays: Count,
    signWorkingDays: Count,
    stalledDays: Positive,
    /** A deal that is expected to bring at least so much, in minor units, is a large-customer project. */
    largeDealAmount: MinorUnits,
    /** A B customer is brought a solution at least once in so many months. */
    solutionForBMonths: Positive,
  }),
  collaboration: fields('CollaborationRules', {
    /** A hand-off between departments is answered within so many working days. */
    handOffWorkingDays: Count,
    /** The regional team meets at least once in so many months. */
    teamMeetingMonths: Positive,
    /** So many customer events a year, at least. */
    customerEventsPerYear: Count,
    /** What an event led to is counted for so many days after it. */
    eventOutcomeDays: Positive,
  }),
  permissions: fields('PermissionRules', {
    /** Where it differs from the table of `@kehu/domain`: a command's name, and who may give it. */
    commands: t.readonlyArray(fields('CommandPermission', { command: Code, roles: t.readonlyArray(Role) })),
    /** Who sees bottom lines and personal data. */
    confidential: t.readonlyArray(Role),
  }),
  kpis: fields('KpiRules', {
    acquisition: Weights,
    maintenance: Weights,
    sales: Weights,
    /** Attainment counts at most so much. */
    attainmentMax: Fraction,
    /** A customer who comes back after so many months is `reactivated`, counted apart from new ones. */
    reactivatedAfterMonths: Positive,
    /** CSAT answers from here up count as satisfied, on 1–5. */
    satisfiedFrom: Positive,
  }),
  entry: fields('EntryRules', {
    /** A fact may be told at most so many days after it happened; imports excepted. */
    backDatingDaysMax: Count,
  }),
  calendar: fields('WorkingCalendar', {
    /** Weekdays on which nobody works. */
    holidays: t.readonlyArray(CalendarDate),
    /** Saturdays and Sundays on which people work: China's swapped weekends. */
    workdays: t.readonlyArray(CalendarDate),
  }),
})
export type Policy = t.TypeOf<typeof Policy>

/** A policy with the name and the day under which a region adopted it. */
export type PolicyInForce = { readonly version: string; readonly policy: Policy }
