import { describe, test } from 'vitest'
import {
  about,
  agreed,
  having,
  identified,
  on,
  qualified,
  signed,
  toAgreement,
} from './opportunity.fixture.ts'

describe('it goes back, or is lost (A51)', () => {
  const back = on('2026-03-19', 'ReturnToStage', { stage: 'negotiation', reason: 'New budget' })
  const lost = on('2026-03-19', 'LoseOpportunity', { reason: 'Cheaper elsewhere', competitor: 'Desks & Co' })
  const abandoned = on('2026-03-19', 'AbandonOpportunity', { reason: 'The plant is not built' })

  test('backwards with a reason, never forwards', () => {
    having(...toAgreement)
      .when(back)
      .then({
        type: 'OpportunityReturned',
        occurredOn: '2026-03-19',
        data: { ...about, from: 'agreed', to: 'negotiation', reason: 'New budget' },
      })
    having(...toAgreement, back)
      .when({ ...agreed, occurredOn: '2026-03-19' })
      .thenMatching({ type: 'AgreementReached' })
    having(...toAgreement, back)
      .when(back)
      .thenRejected('NotBackwards', { from: 'negotiation', to: 'negotiation' })
    having(identified)
      .when({ ...back, stage: 'solution' })
      .thenRejected('NotBackwards', { from: 'identified' })
  })

  test('lost or abandoned with a reason, from every stage that is still open', () => {
    for (let length = 1; length <= toAgreement.length; length += 1) {
      const history = having(...toAgreement.slice(0, length))
      history.when(lost).thenMatching({ type: 'OpportunityLost', data: { competitor: 'Desks & Co' } })
      history
        .when(abandoned)
        .thenMatching({ type: 'OpportunityAbandoned', data: { reason: 'The plant is not built' } })
    }
    having(...toAgreement, signed)
      .when({ ...lost, occurredOn: '2026-03-21' })
      .thenRejected('AlreadySigned')
    having(identified, lost)
      .when({ ...qualified, occurredOn: '2026-03-20' })
      .thenRejected('Ended', { stage: 'lost' })
    having(identified, abandoned).when(lost).thenRejected('Ended', { stage: 'abandoned' })
  })
})
