import { describe, test } from 'vitest'
import {
  about,
  agreed,
  bargained,
  delivered,
  having,
  identified,
  offered,
  on,
  planned,
  presented,
  qualified,
  signed,
  toAgreement,
} from './opportunity.fixture.ts'

const ready = [identified, qualified, planned]

describe('a solution is proposed (policy 6.2-B)', () => {
  test('for known needs, one version after the other (clause 61)', () => {
    const history = having(...ready)
    history.when(offered).then({
      type: 'SolutionProposed',
      occurredOn: '2026-03-12',
      data: { ...about, version: 1, solution: 'Desks and chairs', needs: ['desks', 'chairs'] },
    })
    having(...ready, offered, bargained)
      .when({ ...offered, occurredOn: '2026-03-17' })
      .thenMatching({ data: { version: 2 } })
    history.when({ ...offered, needs: [] }).thenRejected('NoNeedsCovered')
    having(identified, qualified).when(offered).thenRejected('NotPlanned')
    having(identified).when(offered).thenRejected('NotQualified')
    having(...toAgreement)
      .when(offered)
      .thenRejected('AlreadyAgreed')
    having(...toAgreement, signed)
      .when(offered)
      .thenRejected('AlreadySigned')
  })

  test('a new version while bargaining does not end the bargaining', () => {
    having(...ready, offered, bargained, { ...offered, occurredOn: '2026-03-17' })
      .when(on('2026-03-18', 'ReturnToStage', { stage: 'solution', reason: 'New budget' }))
      .thenMatching({ data: { from: 'negotiation', to: 'solution' } })
  })
})

describe('the customer understands it (policy 6.2-B)', () => {
  test('it is presented in plain words, and it is said whether it was understood (clause 62)', () => {
    having(...ready, offered)
      .when({ ...presented, person: 'p-7' })
      .then({
        type: 'SolutionPresented',
        occurredOn: '2026-03-13',
        data: {
          ...about,
          version: 1,
          understood: true,
          plainWords: 'Everybody sits well from the first day',
          person: 'p-7',
        },
      })
    having(...ready)
      .when(presented)
      .thenRejected('NoSolution')
    having(identified).when(presented).thenRejected('NotQualified')
    having(...toAgreement)
      .when(presented)
      .thenRejected('AlreadyAgreed')
  })

  test('only the latest version is presented', () => {
    const history = having(...ready, offered, { ...offered, occurredOn: '2026-03-13' })
    history.when(presented).thenRejected('NotLatestVersion', {
      latest: 2,
      message: 'The latest version of the solution is 2, not 1: present that one.',
    })
    history.when({ ...presented, version: 3 }).thenRejected('NotLatestVersion', { latest: 2 })
    history.when({ ...presented, version: 2 }).thenMatching({ data: { version: 2 } })
  })

  test('nobody agrees to what was never presented, or not understood', () => {
    having(...ready, offered)
      .when(agreed)
      .thenRejected('NotPresented', {
        version: 1,
        message:
          'Version 1 of the solution was never presented: explain it to the customer first (PresentSolution).',
      })
    having(...ready, offered, { ...presented, understood: false })
      .when(agreed)
      .thenRejected('NotUnderstood', {
        version: 1,
        message:
          'The customer did not understand version 1 of the solution: explain it again in plainer words (PresentSolution).',
      })
    having(...ready, offered, presented, { ...presented, understood: false })
      .when(agreed)
      .thenRejected('NotUnderstood')
    having(...ready, offered, { ...presented, understood: false }, presented)
      .when(agreed)
      .thenMatching({ type: 'AgreementReached' })
    having(...ready, offered, presented, { ...offered, occurredOn: '2026-03-14' })
      .when(agreed)
      .thenRejected('NotPresented', { version: 2 })
  })
})

describe('a special technical need takes the technical department (policy 7.2-B)', () => {
  const need = on('2026-03-05', 'StateTechnicalNeed', { need: 'Explosion-proof desks' })

  test('it is stated, and a solution then needs a technician (clause 71)', () => {
    having(...ready)
      .when(need)
      .then({
        type: 'TechnicalNeedStated',
        occurredOn: '2026-03-05',
        data: { ...about, need: 'Explosion-proof desks' },
      })
    having(...ready, need)
      .when(offered)
      .thenRejected('TechnicianMissing', {
        message:
          'There is a special technical need: propose a solution with somebody of the technical department (ProposeSolution, technician).',
      })
    having(...ready, need)
      .when({ ...offered, technician: 'chen' })
      .thenMatching({ data: { technician: 'chen' } })
  })

  test('stated after the solution, it takes another one before one agrees', () => {
    const late = { ...need, occurredOn: '2026-03-14' }
    having(...ready, offered, presented, late)
      .when(agreed)
      .thenRejected('TechnicianMissing')
    having(...ready, { ...offered, technician: 'chen' }, presented, late)
      .when(agreed)
      .thenMatching({ type: 'AgreementReached' })
  })

  test('it is stated before one agrees, already of an unqualified opportunity', () => {
    having(identified).when(need).thenMatching({ type: 'TechnicalNeedStated' })
    for (const length of [4, 6])
      having(...toAgreement.slice(0, length))
        .when({ ...need, occurredOn: '2026-03-17' })
        .thenMatching({ type: 'TechnicalNeedStated' })
    having(...toAgreement)
      .when(need)
      .thenRejected('AlreadyAgreed')
    having(...toAgreement, signed)
      .when(need)
      .thenRejected('AlreadySigned')
    having(...toAgreement, signed, delivered)
      .when(need)
      .thenRejected('AlreadyDelivered')
  })
})
