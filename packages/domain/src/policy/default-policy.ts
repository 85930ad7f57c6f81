import { isLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { decode } from '../vocabulary/decode.ts'
import { chinaHolidays, chinaWorkdays } from './china-calendar.ts'
import { Policy, type PolicyInForce } from './policy.ts'

// The document's own numbers are 20 %, 10 %, monthly (deep), every two months and quarterly, and nothing else.
// Whatever is marked "not from the policy" is our default for something it leaves open; adopt your own to change it.
const document: t.OutputOf<typeof Policy> = {
  tiers: {
    a: { numerator: 1, denominator: 5 }, // policy 3.2-A: 20 %; inclusive, A7
    b: { numerator: 1, denominator: 10 }, // policy 3.2-B: 10 %; inclusive, A8
    windowMonths: 12, // policy 3.2-A "yearly"; trailing, A9
    smallRegionCustomers: 10, // not from the policy, A16
  },
  contacts: {
    cadence: {
      A: { interval: { months: 1 }, deep: true }, // policy 5.1-A: at least one deep communication every month
      /** @clause 36 */
      B: { interval: { months: 2 }, deep: false }, // policy 5.1-A: every two months
      /** @clause 37 */
      C: { interval: { months: 3 }, deep: false }, // policy 5.1-A: every quarter
    },
    dueSoonDays: 7, // not from the policy, A34
    adjustmentMonthsMax: 6, // not from the policy, A35
    executiveMonths: 3, // policy 3.2-A "regularly"; the interval is not from the policy, A18
  },
  information: {
    // policy 3.1-A names the first three; the letters are the sections of GB/T 4754-2017, A3
    industries: ['manufacturing', 'services', 'technology', ...'ABCDEFGHIJKLMNOPQRST'],
    reviewMonths: { A: 3, B: 6, C: 12 }, // not from the policy, A27
    majorChangeWorkingDays: 5, // not from the policy, A28
    surveyDaysMin: 90, // not from the policy, A25
    surveyQuestionsMax: 10, // policy 4.2-B "short"; the number is not from the policy
  },
  care: {
    festivals: ['SPRING_FESTIVAL', 'MID_AUTUMN'], // policy 5.2-A names these two, A37
    greetingDaysBefore: 7, // not from the policy, A38
    gifts: { approvalAbove: 50_000, recipientYearMax: 200_000 }, // not from the policy, A40
  },
  complaints: {
    acknowledgeWorkingDays: 1, // not from the policy, A44
    investigateWorkingDays: 1, // not from the policy, A44
    progressWorkingDays: 3, // not from the policy, A44
    resolveWorkingDays: { minor: 10, major: 10, critical: 3 }, // not from the policy, A44
    followUpAfterDays: 3, // not from the policy, A44
    followUpWithinDays: 7, // not from the policy, A44
    followUpAttemptsMax: 3, // not from the policy, A49
    recurrenceDays: 180, // not from the policy, A50
  },
  opportunities: {
    planWorkingDays: 5, // not from the policy, A52
    signWorkingDays: 10, // not from the policy, A54
    stalledDays: 30, // not from the policy, A52
    largeDealAmount: 100_000_000, // not from the policy, A56
    solutionForBMonths: 6, // not from the policy, A19
  },
  collaboration: {
    handOffWorkingDays: 3, // not from the policy, A57
    teamMeetingMonths: 1, // not from the policy, A55
    customerEventsPerYear: 2, // not from the policy, A43
    eventOutcomeDays: 90, // not from the policy, A43
  },
  permissions: {
    commands: [], // not from the policy; the table of permissions/table.ts holds
    confidential: ['owner', 'accountTeam', 'manager'], // not from the policy, A53
  },
  kpis: {
    // policy 8.1 names the three groups and gives no weights: equal thirds, equal inside a group, A69.
    acquisition: {
      group: { numerator: 1, denominator: 3 },
      kpis: [
        { kpi: 'newCustomers', weight: { numerator: 1, denominator: 2 } },
        { kpi: 'newCustomerSales', weight: { numerator: 1, denominator: 2 } },
      ],
    },
    maintenance: {
      group: { numerator: 1, denominator: 3 },
      kpis: [
        { kpi: 'satisfaction', weight: { numerator: 1, denominator: 3 } },
        { kpi: 'loyalty', weight: { numerator: 1, denominator: 3 } },
        { kpi: 'complaintRate', weight: { numerator: 1, denominator: 3 } },
      ],
    },
    sales: {
      group: { numerator: 1, denominator: 3 },
      kpis: [
        { kpi: 'sales', weight: { numerator: 1, denominator: 3 } },
        { kpi: 'growthRate', weight: { numerator: 1, denominator: 3 } },
        { kpi: 'profit', weight: { numerator: 1, denominator: 3 } },
      ],
    },
    attainmentMax: { numerator: 6, denominator: 5 }, // not from the policy: 120 %, A70
    reactivatedAfterMonths: 24, // not from the policy, A58
    satisfiedFrom: 4, // not from the policy, A61
  },
  entry: {
    backDatingDaysMax: 366, // not from the policy
  },
  calendar: { holidays: chinaHolidays, workdays: chinaWorkdays },
}

const checked = decode(Policy)(document)
if (isLeft(checked)) throw new Error(`The default policy is not a policy: ${checked.left.message}`)

/** The document's numbers and the defaults for what it leaves open, each marked with its clause in the source. */
export const defaultPolicy: Policy = checked.right

/** What is in force in a region that has adopted nothing else. */
export const defaultPolicyInForce: PolicyInForce = { version: 'default-1', policy: defaultPolicy }
