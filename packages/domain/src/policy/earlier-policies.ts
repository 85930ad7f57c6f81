import type { Upcast } from '../vocabulary/messages.ts'

// Policies adopted before a rule existed are read as if they had adopted what was then its default. These numbers are history:
// a later default does not change them.

/** Version 1 knew nothing of information, care, collaboration and permissions. */
export const completePolicy: Upcast = (data) =>
  changed(data, 'policy', (policy) => ({
    ...policy,
    contacts: { ...record(policy.contacts), executiveMonths: 3 },
    information: {
      industries: ['manufacturing', 'services', 'technology', ...'ABCDEFGHIJKLMNOPQRST'],
      reviewMonths: { A: 3, B: 6, C: 12 },
      majorChangeWorkingDays: 5,
      surveyDaysMin: 90,
      surveyQuestionsMax: 10,
    },
    care: {
      festivals: ['SPRING_FESTIVAL', 'MID_AUTUMN'],
      greetingDaysBefore: 7,
      gifts: { approvalAbove: 50_000, recipientYearMax: 200_000 },
    },
    complaints: { ...record(policy.complaints), recurrenceDays: 180 },
    opportunities: {
      ...record(policy.opportunities),
      largeDealAmount: 100_000_000,
      solutionForBMonths: 6,
    },
    collaboration: {
      handOffWorkingDays: 3,
      teamMeetingMonths: 1,
      customerEventsPerYear: 2,
      eventOutcomeDays: 90,
    },
    permissions: { commands: [], confidential: ['owner', 'accountTeam', 'manager'] },
  }))

type Json = Readonly<Record<string, unknown>>

const record = (value: unknown): Json => (typeof value === 'object' && value !== null ? { ...value } : {})

const changed = (data: unknown, field: string, change: (value: Json) => Json): Json => ({
  ...record(data),
  [field]: change(record(record(data)[field])),
})
