import { Code } from '../../vocabulary/code.ts'
import { Fraction } from '../../vocabulary/fraction.ts'
import { command } from '../../vocabulary/messages.ts'
import { Period } from '../../vocabulary/period.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'
import { Subject } from '../subject.ts'

// 绩效考核 (policy 8.1, A72): a period is closed, its results are assessed once, and a correction shows both values.
export const judgingCommands = {
  ClosePeriod: command('ClosePeriod', { ...region, period: Period }),
  /**
   * `scheme` is the version of the policy whose weights made the score.
   * @clause 78
   */
  AssessPerformance: command(
    'AssessPerformance',
    { ...region, subject: Subject, period: Period, score: Fraction, scheme: Code },
    { coverage: Fraction },
  ),
  RestateAssessment: command('RestateAssessment', {
    ...region,
    subject: Subject,
    period: Period,
    score: Fraction,
    reason: Text,
  }),
} as const
