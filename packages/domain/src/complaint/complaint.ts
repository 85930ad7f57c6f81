import { aggregate } from '../aggregate/aggregate.ts'
import { complaintHandlers, everybody } from '../aggregate/roles.ts'
import { checkFit } from './check-fit.ts'
import { complaintCommands as commands } from './commands.ts'
import * as course from './decide-course.ts'
import * as ending from './decide-ending.ts'
import * as handling from './decide-handling.ts'
import * as links from './decide-links.ts'
import { rule } from './decision.ts'
import { complaintEvents as events } from './events.ts'
import { outOfTurn } from './out-of-turn.ts'
import {
  explained,
  investigated,
  over,
  takenUp,
  unanswered,
  underway,
  uninvestigated,
  unmerged,
} from './stages.ts'
import { fold, initial } from './state.ts'
import { earlier, into, itself, pursued, receipt } from './touches.ts'

/** 客户投诉 complaint (policy 5.3), in the stages of ISO 10002: what may be said of it when, by whom, and what comes of it. */
export const complaint = aggregate({
  category: 'complaint',
  commands,
  events,
  initial,
  fold,
  stateVersion: 1,
  idOf: ({ complaint }) => complaint,
  stageOf: ({ stage }) => stage,
  chargeOf: (state) =>
    state.stage === 'unheard' ? null : { region: state.region, owner: state.owner, team: [] },
  rules: {
    ReceiveComplaint: rule(['unheard'], everybody, receipt, course.receive),
    AcknowledgeComplaint: rule(['received'], everybody, itself, course.acknowledge),
    AssessComplaint: rule(underway, complaintHandlers, itself, course.assess),
    StartInvestigation: rule(uninvestigated, complaintHandlers, itself, handling.startInvestigation),
    RecordFinding: rule(investigated, everybody, itself, handling.recordFinding),
    DetermineCause: rule(investigated, everybody, itself, handling.determineCause),
    ProposeResolution: rule(explained, complaintHandlers, itself, handling.proposeResolution),
    ResolveComplaint: rule(explained, complaintHandlers, itself, handling.resolve),
    RecordFollowUp: rule(['resolved'], complaintHandlers, itself, ending.followUp),
    CloseComplaint: rule(['resolved', 'confirmed'], complaintHandlers, itself, ending.close),
    ReopenComplaint: rule(over, complaintHandlers, itself, course.reopen),
    RejectComplaint: rule(unanswered, complaintHandlers, itself, course.rejectIt),
    WithdrawComplaint: rule(unanswered, complaintHandlers, itself, course.withdraw),
    ReportProgress: rule(underway, everybody, itself, course.reportProgress),
    PauseComplaint: rule(underway, complaintHandlers, itself, course.pause),
    ResumeComplaint: rule(underway, complaintHandlers, itself, course.resume),
    MergeComplaint: rule(unanswered, complaintHandlers, into, links.merge),
    LinkRecurrence: rule(takenUp, everybody, earlier, links.linkRecurrence),
    LinkOpportunity: rule(unmerged, complaintHandlers, pursued, links.linkOpportunity),
  },
  outOfTurn,
  fits: checkFit,
})
