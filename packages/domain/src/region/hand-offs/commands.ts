import { Code, CustomerId, OpportunityId, UserId } from '../../vocabulary/code.ts'
import { type CommandOf, command } from '../../vocabulary/messages.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'
import { Topic } from './hand-off.ts'

const handOff = { ...region, handOff: Code }

// What one department asks of another, and what becomes of it (policy 7.2, A57).
export const handOffCommands = {
  /**
   * Sales gives marketing a customer's need, or news of the market.
   * @clause 69
   */
  TellMarketing: command('TellMarketing', { ...handOff, topic: Topic, text: Text }, { customer: CustomerId }),
  /**
   * Sales asks the technical department to join in analysing a need and designing its solution.
   * @clause 71
   */
  AskTechnical: command(
    'AskTechnical',
    { ...handOff, customer: CustomerId, need: Text },
    { opportunity: OpportunityId },
  ),
  /**
   * Customer service tells sales of a problem in use.
   * @clause 73
   */
  ReportProblemInUse: command(
    'ReportProblemInUse',
    { ...handOff, customer: CustomerId, problem: Text },
    { product: Text },
  ),
  /**
   * Customer service passes feedback to sales as a lead.
   * @clause 74
   */
  PassLead: command('PassLead', { ...handOff, lead: Text }, { customer: CustomerId }),
  AcceptHandOff: command('AcceptHandOff', { ...handOff, by: UserId }),
  /** `technician` joins a technical need; a lead became an `opportunity`, or `notPursued` says why not. */
  AnswerHandOff: command(
    'AnswerHandOff',
    { ...handOff, by: UserId, answer: Text },
    { technician: UserId, opportunity: OpportunityId, notPursued: Text },
  ),
  DeclineHandOff: command('DeclineHandOff', { ...handOff, by: UserId, reason: Text }),
} as const

export type HandOffCommand = CommandOf<typeof handOffCommands>
