import { managers } from '../../aggregate/roles.ts'
import { rule } from '../decision.ts'
import { open } from '../stages.ts'
import { itself } from '../touches.ts'
import * as decide from './decide.ts'

// What a region is bound by: its money and time, its policy, its targets.
export const termsRules = {
  // Whoever opens a region is its founder: there is nobody yet who could forbid it.
  OpenRegion: rule(['unopened'], managers, itself, decide.openRegion),
  AdoptPolicy: rule(open, managers, itself, decide.adoptPolicy),
  SetTarget: rule(open, managers, itself, decide.setTarget),
}
