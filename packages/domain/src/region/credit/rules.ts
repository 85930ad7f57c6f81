import { managers } from '../../aggregate/roles.ts'
import { rule } from '../decision.ts'
import { open } from '../stages.ts'
import { itsCustomer } from '../touches.ts'
import { decideCredit } from './decide.ts'

// Who is credited with the sales of a customer that several look after (A68).
export const creditRules = {
  AgreeCreditSplit: rule(open, managers, itsCustomer, decideCredit),
}
