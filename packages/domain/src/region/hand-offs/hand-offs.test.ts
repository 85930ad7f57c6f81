import { describe, test } from 'vitest'
import { make } from '../../testing/leaves.ts'
import { governedBy } from '../../testing/world.ts'
import { UserId } from '../../vocabulary/code.ts'
import { having, on, opened } from '../region.fixture.ts'

// 2 February 2026 is a Monday; three working days later is Thursday.
const day = on('2026-02-02')
const told = {
  type: 'TellMarketing',
  ...day,
  handOff: 'h',
  topic: 'marketNews',
  text: 'prices fall',
} as const
const technical = { type: 'AskTechnical', ...day, handOff: 'h', customer: 'C1', need: 'cold start' } as const
const problem = {
  type: 'ReportProblemInUse',
  ...day,
  handOff: 'h',
  customer: 'C1',
  problem: 'it stops',
} as const
const lead = { type: 'PassLead', ...day, handOff: 'h', lead: 'they build a second plant' } as const
const accepted = { type: 'AcceptHandOff', ...on('2026-02-03'), handOff: 'h', by: 'chen' } as const
const answered = {
  type: 'AnswerHandOff',
  ...on('2026-02-05'),
  handOff: 'h',
  by: 'chen',
  answer: 'done',
} as const
const declined = {
  type: 'DeclineHandOff',
  ...on('2026-02-03'),
  handOff: 'h',
  by: 'chen',
  reason: 'no',
} as const
const asked = (kind: string, facts: object) => ({
  type: 'HandOffAsked',
  occurredOn: '2026-02-02',
  data: { region: 'East', handOff: 'h', kind, askedBy: 'tester', due: '2026-02-05', ...facts },
})
const governed = (actor: string) => ({ regions: governedBy(), actor: make(UserId, actor) })

describe('a hand-off between departments (policy 7.2, A57)', () => {
  test('sales gives marketing customers’ needs and news of the market (clause 69)', () => {
    having(opened)
      .when(told)
      .thenMatching(asked('marketNews', { topic: 'marketNews', text: 'prices fall' }))
    having(opened)
      .when({ ...told, topic: 'customerNeed' })
      .thenRejected('CustomerMissing')
    having(opened)
      .when({ ...told, topic: 'customerNeed', customer: 'C1' })
      .thenMatching(asked('marketNews', { customer: 'C1' }))
    having(opened).when(told, governed('bo')).thenRejected('NotPermitted')
    having(opened, told).when(told).thenRejected('HandOffExists', { handOff: 'h' })
    having(opened, told)
      .when({ ...accepted, by: 'chen' }, governed('chen'))
      .thenRejected('WrongDepartment', { user: 'chen', needs: ['marketing'] })
    having(opened, told)
      .when({ ...accepted, by: 'mei' }, governed('mei'))
      .thenMatching({ type: 'HandOffAccepted' })
  })

  test('is taken by those who take it, or entered for them by a manager', () => {
    const forMei = { ...accepted, by: 'mei' }
    having(opened, told)
      .when(forMei, governed('anna'))
      .thenRejected('SaidForAnother', { actor: 'anna', user: 'mei' })
    having(opened, told).when(forMei, governed('manager')).thenMatching({ type: 'HandOffAccepted' })
  })

  test('the technical department joins where a need is technical, with somebody of its own (clause 71)', () => {
    having(opened)
      .when(technical)
      .thenMatching(asked('technicalNeed', { customer: 'C1', text: 'cold start' }))
    const taken = having(opened, technical, accepted)
    taken.when(answered).thenRejected('TechnicianMissing')
    taken
      .when({ ...answered, technician: 'chen' })
      .thenMatching({ data: { technician: 'chen', late: false } })
    taken
      .when({ ...answered, technician: 'anna' }, governed('chen'))
      .thenRejected('WrongDepartment', { user: 'anna', needs: ['technical'] })
    taken
      .when({ ...answered, by: 'anna', technician: 'chen' }, governed('anna'))
      .thenRejected('WrongDepartment')
    taken
      .when({ ...answered, technician: 'chen' }, governed('chen'))
      .thenMatching({ type: 'HandOffAnswered' })
  })

  test('sales learns from customer service of problems in use, of each once (clause 73)', () => {
    having(opened)
      .when(problem)
      .thenMatching(asked('problemInUse', { customer: 'C1', text: 'it stops' }))
    having(opened).when(problem, governed('anna')).thenRejected('NotPermitted')
    having(opened).when(problem, governed('bo')).thenMatching({ type: 'HandOffAsked' })
    const again = { ...problem, handOff: 'h2' }
    having(opened, problem).when(again).thenRejected('ProblemOpen', { handOff: 'h' })
    having(opened, problem, accepted).when(again).thenRejected('ProblemOpen', { handOff: 'h' })
    having(opened, problem)
      .when({ ...again, product: 'X' })
      .thenMatching({ data: { product: 'X' } })
    having(opened, problem)
      .when({ ...again, customer: 'C2' })
      .thenMatching({ data: { customer: 'C2' } })
    having(opened, problem, accepted, answered)
      .when(again)
      .thenMatching({ data: { handOff: 'h2' } })
    having(opened, technical)
      .when(again)
      .thenMatching({ data: { handOff: 'h2' } })
    having(opened, problem).when(problem).thenRejected('HandOffExists')
    having(opened, problem)
      .when({ ...accepted, by: 'anna' }, governed('anna'))
      .thenMatching({})
    having(opened, problem)
      .when({ ...accepted, by: 'bo' }, governed('bo'))
      .thenRejected('WrongDepartment')
  })

  test('customer service passes feedback on as a lead, and sales says what became of it (clause 74)', () => {
    having(opened)
      .when(lead)
      .thenMatching(asked('lead', { text: 'they build a second plant' }))
    having(opened).when(lead, governed('anna')).thenRejected('NotPermitted')
    const taken = having(opened, lead, accepted)
    taken.when(answered).thenRejected('LeadUndecided', { handOff: 'h' })
    taken.when({ ...answered, opportunity: 'O1', notPursued: 'no' }).thenRejected('LeadUndecided')
    taken.when({ ...answered, opportunity: 'O1' }).thenMatching({ data: { opportunity: 'O1' } })
    taken.when({ ...answered, notPursued: 'too far' }).thenMatching({ data: { notPursued: 'too far' } })
    having(opened, lead)
      .when({ ...accepted, by: 'bo' }, governed('bo'))
      .thenRejected('WrongDepartment')
    having(opened, lead)
      .when({ ...accepted, by: 'manager' }, governed('manager'))
      .thenMatching({})
  })

  test('is asked, accepted, then answered, by others than who asked; after its day the answer is late', () => {
    const data = { region: 'East', handOff: 'h', by: 'chen' }
    having(opened, told).when(accepted).then({ type: 'HandOffAccepted', occurredOn: '2026-02-03', data })
    having(opened, told, accepted)
      .when(answered)
      .then({
        type: 'HandOffAnswered',
        occurredOn: '2026-02-05',
        data: { ...data, answer: 'done', late: false },
      })
    having(opened, told, accepted)
      .when({ ...answered, occurredOn: '2026-02-06' })
      .thenMatching({ data: { late: true } })
    having(opened, told).when(answered).thenRejected('HandOffNotAccepted', { handOff: 'h' })
    having(opened, told, accepted).when(accepted).thenRejected('HandOffAccepted', { handOff: 'h' })
    having(opened).when(accepted).thenRejected('NoSuchHandOff', { handOff: 'h' })
    having(opened, told)
      .when({ ...accepted, by: 'tester' })
      .thenRejected('OwnHandOff', { by: 'tester' })
    having(opened, told)
      .when({ ...accepted, occurredOn: '2026-02-01' })
      .thenRejected('TooEarly', { earliest: '2026-02-02' })
    having(opened, told, accepted, answered)
      .when(answered)
      .thenRejected('HandOffEnded', { stage: 'answered' })
    having(opened, told, accepted)
      .when(declined)
      .then({ type: 'HandOffDeclined', occurredOn: '2026-02-03', data: { ...data, reason: 'no' } })
    having(opened, told, declined).when(accepted).thenRejected('HandOffEnded', { stage: 'declined' })
  })
})
