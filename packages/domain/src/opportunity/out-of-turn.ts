import { type Either, left } from 'fp-ts/lib/Either.js'
import { match, P } from 'ts-pattern'
import { refuse } from '../vocabulary/rejection.ts'
import { alreadyIdentified } from './already-identified.ts'
import type { OpportunityCommand } from './commands.ts'
import type { OpportunityRejection } from './rejections.ts'
import type { OpportunityState } from './state.ts'
import type { OpportunityStage } from './vocabulary.ts'

/** What stands in the way of a command whose turn it is not: the stage that is missing, or the one that is past. */
export const outOfTurn = (
  command: OpportunityCommand,
  state: OpportunityState,
): Either<OpportunityRejection, never> => {
  if (state.stage === 'unheard') return notIdentified
  return command.type === 'IdentifyOpportunity' ? alreadyIdentified(state) : notNow(command.type, state.stage)
}

const notIdentified = refuse(
  'NotIdentified',
  'There is no such opportunity: identify it first (IdentifyOpportunity).',
  {},
)

const notNow = (
  type: OpportunityCommand['type'],
  stage: OpportunityStage,
): Either<OpportunityRejection, never> =>
  left(
    match<[OpportunityStage, OpportunityCommand['type']], OpportunityRejection>([stage, type])
      .with([P.union('won', 'lost', 'abandoned'), P._], () => ({
        _tag: 'Ended',
        stage,
        message: `The opportunity is ${stage}: identify a new one if there is another chance (IdentifyOpportunity).`,
      }))
      .with(['delivered', P._], () => ({
        _tag: 'AlreadyDelivered',
        message:
          'The opportunity is delivered: identify a new one for what comes next (IdentifyOpportunity).',
      }))
      .with(['signed', P._], () => ({
        _tag: 'AlreadySigned',
        message: 'The contract is signed: what is left is to deliver it (RecordDelivery).',
      }))
      .with([P._, 'RecordDelivery'], () => ({
        _tag: 'NotSigned',
        message: 'There is no contract to deliver on: sign it first (SignContract).',
      }))
      .with([P._, P.union('RaiseTechnicalIssue', 'SolveTechnicalIssue')], () => ({
        _tag: 'NotSigned',
        message:
          'Technical issues are those of delivery and after-sales, and nothing is sold yet: state a technical need (StateTechnicalNeed) or a hard point (RaiseHardPoint).',
      }))
      .with([P._, 'SignContract'], () => ({
        _tag: 'NotAgreed',
        message: 'There is no agreement to sign: record it first (ReachAgreement).',
      }))
      .with(['identified', P._], () => ({
        _tag: 'NotQualified',
        message:
          'The opportunity is not qualified yet: qualify it, with its customer, first (QualifyOpportunity).',
      }))
      .with([P._, 'QualifyOpportunity'], () => ({
        _tag: 'AlreadyQualified',
        message: 'The opportunity is qualified already: go on with its plan and solution.',
      }))
      .with(['agreed', P._], () => ({
        _tag: 'AlreadyAgreed',
        message:
          'There is an agreement: sign it (SignContract), or go back to negotiate first (ReturnToStage).',
      }))
      .otherwise(() => ({
        _tag: 'NoSolution',
        message: 'There is no solution to talk about: propose one first (ProposeSolution).',
      })),
  )
