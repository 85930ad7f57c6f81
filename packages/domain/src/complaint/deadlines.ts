import type { PolicyInForce } from '../policy/policy.ts'
import { addWorkingDays } from '../policy/working-days.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { ComplaintDeadlines, Severity } from './vocabulary.ts'

/**
 * The deadlines of a complaint that opens on a day, by the policy in force.
 * @source not from the policy, which says "quickly" and "in time" (5.3-A, 5.3-B); A44
 */
export const deadlinesFrom = (
  { version, policy }: PolicyInForce,
  opened: CalendarDate,
): ComplaintDeadlines => {
  const by = (workingDays: number): CalendarDate => addWorkingDays(policy.calendar, opened, workingDays)
  const rules = policy.complaints
  return {
    policy: version,
    acknowledgeBy: by(rules.acknowledgeWorkingDays),
    investigateBy: by(rules.investigateWorkingDays),
    progressBy: by(rules.progressWorkingDays),
    progressWorkingDays: rules.progressWorkingDays,
    resolveBy: {
      minor: by(rules.resolveWorkingDays.minor),
      major: by(rules.resolveWorkingDays.major),
      critical: by(rules.resolveWorkingDays.critical),
    },
    followUpAfterDays: rules.followUpAfterDays,
    followUpWithinDays: rules.followUpWithinDays,
    followUpAttemptsMax: rules.followUpAttemptsMax,
  }
}

/** The day of the solution; a complaint nobody has assessed yet counts as major. */
export const resolveByFor = (deadlines: ComplaintDeadlines, severity: Severity | null): CalendarDate =>
  deadlines.resolveBy[severity ?? 'major']
