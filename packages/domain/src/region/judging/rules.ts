import { managers } from '../../aggregate/roles.ts'
import { rule } from '../decision.ts'
import { open } from '../stages.ts'
import { itself } from '../touches.ts'
import * as decide from './decide.ts'

// 绩效考核 (policy 8.1).
export const judgingRules = {
  ClosePeriod: rule(open, managers, itself, decide.closePeriod),
  AssessPerformance: rule(open, managers, itself, decide.assess),
  RestateAssessment: rule(open, managers, itself, decide.restate),
}
