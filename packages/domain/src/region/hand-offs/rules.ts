import { everybody, salesDesk, service } from '../../aggregate/roles.ts'
import { rule } from '../decision.ts'
import { open } from '../stages.ts'
import { handOff, itsCustomer } from '../touches.ts'
import * as decide from './decide.ts'

// What one department asks of another (policy 7.2); who answers is checked by its department.
export const handOffRules = {
  TellMarketing: rule(open, salesDesk, itsCustomer, decide.tellMarketing),
  AskTechnical: rule(open, salesDesk, itsCustomer, decide.askTechnical),
  ReportProblemInUse: rule(open, service, itsCustomer, decide.reportProblem),
  PassLead: rule(open, service, itsCustomer, decide.passLead),
  AcceptHandOff: rule(open, everybody, handOff, decide.accept),
  AnswerHandOff: rule(open, everybody, handOff, decide.answer),
  DeclineHandOff: rule(open, everybody, handOff, decide.decline),
}
