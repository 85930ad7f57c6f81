import { Code } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { Fraction } from '../../vocabulary/fraction.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
import { Period } from '../../vocabulary/period.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'
import { Subject } from '../subject.ts'

const assessment = { ...region, subject: Subject, period: Period }

// Event names and fields are storage format: add, never rename or remove.
export const judgingEvents = {
  PeriodClosed: firstVersion(fields('PeriodClosed', { ...region, period: Period })),
  PerformanceAssessed: firstVersion(
    fields('PerformanceAssessed', { ...assessment, score: Fraction, scheme: Code }, { coverage: Fraction }),
  ),
  /** A late fact changed a result that was judged already: both values stay (A72). */
  AssessmentRestated: firstVersion(
    fields('AssessmentRestated', { ...assessment, scoreBefore: Fraction, score: Fraction, reason: Text }),
  ),
} as const satisfies EventDefinitions

export type JudgingEvent = EventOf<typeof judgingEvents>
