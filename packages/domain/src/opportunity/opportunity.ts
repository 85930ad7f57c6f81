import { aggregate } from '../aggregate/aggregate.ts'
import {
  complaintHandlers,
  entrusted,
  everybody,
  importers,
  sellers,
  sellersAndTechnicians,
} from '../aggregate/roles.ts'
import { checkFit } from './check-fit.ts'
import { opportunityCommands as commands } from './commands.ts'
import * as deal from './decide-deal.ts'
import * as ending from './decide-ending.ts'
import { identify, qualify } from './decide-identification.ts'
import { importDeal } from './decide-import.ts'
import * as issues from './decide-issues.ts'
import * as plan from './decide-plan.ts'
import * as solution from './decide-solution.ts'
import * as team from './decide-team.ts'
import { rule } from './decision.ts'
import { opportunityEvents as events } from './events.ts'
import { outOfTurn } from './out-of-turn.ts'
import { alive, any, offered, open, sold, solvable, unagreed } from './stages.ts'
import { fold, initial } from './state.ts'
import { imported, itsCustomer, itself, signal } from './touches.ts'

/** 销售机会 sales opportunity (policy 6): what may be said of it when, by whom, and what comes of it. */
export const opportunity = aggregate({
  category: 'opportunity',
  commands,
  events,
  initial,
  fold,
  stateVersion: 1,
  idOf: ({ opportunity }) => opportunity,
  stageOf: ({ stage }) => stage,
  // Who has a duty in it is of its team (policy 7.1-B).
  chargeOf: (state) =>
    state.stage === 'unheard'
      ? null
      : { region: state.region, owner: state.owner, team: state.team.map(({ user }) => user) },
  rules: {
    IdentifyOpportunity: rule(['unheard'], everybody, signal, identify),
    ImportOpportunity: rule(any, importers, imported, importDeal),
    QualifyOpportunity: rule(['identified'], sellers, itsCustomer, qualify),
    PlanFollowUp: rule(alive, entrusted, itself, plan.planFollowUp),
    RevisePlan: rule(alive, entrusted, itself, plan.revisePlan),
    CompleteStep: rule(alive, everybody, itself, plan.completeStep),
    MissStep: rule(alive, sellers, itself, plan.missStep),
    RescheduleStep: rule(alive, sellers, itself, plan.rescheduleStep),
    AssignDuties: rule(alive, entrusted, itself, team.assignDuties),
    RaiseHardPoint: rule(alive, everybody, itself, team.raiseHardPoint),
    SolveHardPoint: rule(alive, everybody, itself, team.solveHardPoint),
    NamePerson: rule(alive, sellers, itself, team.namePerson),
    StateTechnicalNeed: rule(unagreed, sellersAndTechnicians, itself, solution.stateTechnicalNeed),
    ProposeSolution: rule(solvable, sellersAndTechnicians, itself, solution.proposeSolution),
    PresentSolution: rule(offered, sellersAndTechnicians, itself, solution.presentSolution),
    Negotiate: rule(offered, entrusted, itself, deal.negotiate),
    ReachAgreement: rule(offered, entrusted, itself, deal.agree),
    SignContract: rule(['agreed'], entrusted, itself, deal.sign),
    RecordDelivery: rule(['signed'], sellersAndTechnicians, itself, deal.deliver),
    RaiseTechnicalIssue: rule(sold, everybody, itself, issues.raiseTechnicalIssue),
    SolveTechnicalIssue: rule(sold, [...complaintHandlers, 'technical'], itself, issues.solveTechnicalIssue),
    ReturnToStage: rule(open, entrusted, itself, ending.returnToStage),
    LoseOpportunity: rule(open, entrusted, itself, ending.lose),
    AbandonOpportunity: rule(open, entrusted, itself, ending.abandon),
  },
  outOfTurn,
  fits: checkFit,
})
