import { describe, test } from 'vitest'
import { about, delivered, having, identified, note, on, signed, toAgreement } from './opportunity.fixture.ts'

const raised = on('2026-04-22', 'RaiseTechnicalIssue', { issue: 't1', description: note })
const solved = on('2026-04-24', 'SolveTechnicalIssue', {
  issue: 't1',
  solvedBy: 'chen',
  solution: 'New hinges',
})

describe('technical issues in delivery and after-sales (policy 7.2-B)', () => {
  test('one is raised once it is sold and solved by the technical department (clause 72)', () => {
    having(...toAgreement, signed, delivered)
      .when(raised)
      .then({
        type: 'TechnicalIssueRaised',
        occurredOn: '2026-04-22',
        data: { ...about, issue: 't1', description: note },
      })
    having(...toAgreement, signed, delivered, raised)
      .when(solved)
      .then({
        type: 'TechnicalIssueSolved',
        occurredOn: '2026-04-24',
        data: { ...about, issue: 't1', raisedOn: '2026-04-22', solvedBy: 'chen', solution: 'New hinges' },
      })
    having(...toAgreement, signed)
      .when(raised)
      .thenMatching({ type: 'TechnicalIssueRaised' })
    having(...toAgreement, signed, raised)
      .when(solved)
      .thenMatching({ type: 'TechnicalIssueSolved' })
    const message =
      'Technical issues are those of delivery and after-sales, and nothing is sold yet: state a technical need (StateTechnicalNeed) or a hard point (RaiseHardPoint).'
    for (let length = 1; length <= toAgreement.length; length += 1) {
      having(...toAgreement.slice(0, length))
        .when(raised)
        .thenRejected('NotSigned', { message })
      having(...toAgreement.slice(0, length))
        .when(solved)
        .thenRejected('NotSigned', { message })
    }
  })

  test('each once', () => {
    const history = having(...toAgreement, signed, raised)
    history.when(raised).thenRejected('IssueExists', {
      issue: 't1',
      message: 'Technical issue t1 was raised already: give a new one its own id.',
    })
    history.when({ ...solved, issue: 't2' }).thenRejected('NoSuchIssue', {
      issue: 't2',
      message: 'There is no technical issue t2: check its id, or raise it first (RaiseTechnicalIssue).',
    })
    having(...toAgreement, signed, raised, solved)
      .when(solved)
      .thenRejected('IssueNotOpen', {
        issue: 't1',
        message:
          'Technical issue t1 is solved already: if it is back, raise it again under a new id (RaiseTechnicalIssue).',
      })
  })

  test('what another system says is won may have them too', () => {
    const won = on('2026-03-20', 'ImportOpportunity', {
      region: 'East',
      owner: 'anna',
      importedStage: 'won',
      closedOn: '2026-03-01',
      ledger: 'crm',
    })
    having(won).when(raised).thenMatching({ type: 'TechnicalIssueRaised' })
    const lost = on('2026-03-19', 'LoseOpportunity', { reason: 'Cheaper elsewhere' })
    having(identified, lost).when(raised).thenRejected('Ended', { stage: 'lost' })
  })
})
