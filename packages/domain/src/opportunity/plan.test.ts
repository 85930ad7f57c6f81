import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../policy/default-policy.ts'
import { make } from '../testing/leaves.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { decode } from '../vocabulary/decode.ts'
import { OpportunityCommand } from './commands.ts'
import {
  about,
  call,
  having,
  identified,
  note,
  on,
  planned,
  qualified,
  signed,
  toAgreement,
  visit,
} from './opportunity.fixture.ts'
import { isStalled } from './rules.ts'
import { type OpportunityState, openSteps } from './state.ts'

describe('its follow-up is planned (policy 6.2-A)', () => {
  test('day, owner and method of each step are mandatory (clause 59)', () => {
    having(identified, qualified)
      .when(planned)
      .then({ type: 'FollowUpPlanned', occurredOn: '2026-03-03', data: { ...about, steps: [visit, call] } })
    for (const field of ['due', 'owner', 'method'] as const) {
      const { [field]: _, ...step } = visit
      expect(decode(OpportunityCommand)({ ...planned, steps: [step] })).toMatchObject({
        left: { problems: [`steps.0.${field}: is missing`] },
      })
    }
  })

  test('a plan has steps, each once, none due before it is made', () => {
    having(identified)
      .when({ ...planned, steps: [] })
      .thenRejected('PlanEmpty')
    having(identified)
      .when({ ...planned, steps: [visit, visit] })
      .thenRejected('StepTwice', { step: 's1' })
    having(identified)
      .when({ ...planned, steps: [{ ...visit, due: '2026-03-02' }] })
      .thenRejected('DueInThePast')
    having(identified, planned).when(planned).thenRejected('AlreadyPlanned')
  })

  test('it is revised with a reason, and both the old and the new plan are kept (clause 60)', () => {
    const demo = { step: 's3', due: '2026-03-16', owner: 'chen', method: 'demo' }
    const revised = on('2026-03-11', 'RevisePlan', { steps: [visit, demo], reason: 'They want to see it' })
    const history = having(identified, qualified, planned)
    history.when(revised).then({
      type: 'PlanRevised',
      occurredOn: '2026-03-11',
      data: { ...about, before: [visit, call], after: [visit, demo], reason: 'They want to see it' },
    })
    const after = having(identified, qualified, planned, revised)
    after
      .when(on('2026-03-12', 'CompleteStep', { step: 's2' }))
      .thenRejected('StepNotOpen', { status: 'cancelled' })
    expect(after.state.stage !== 'unheard' && openSteps(after.state)).toEqual([visit, demo])
    after.when({ ...revised, occurredOn: '2026-03-12' }).thenRejected('NothingChanges')
    after.when({ ...revised, steps: [call] }).thenRejected('StepNotOpen', { step: 's2', status: 'cancelled' })
    after.when({ ...revised, steps: [{ ...visit, due: '2026-03-01' }] }).thenRejected('DueInThePast')
    having(identified).when(revised).thenRejected('NotPlanned')
  })

  test('a step is done, missed once its day is over, or gets another day', () => {
    const history = having(identified, qualified, planned)
    history
      .when(on('2026-03-09', 'CompleteStep', { step: 's1', result: note }))
      .then({ type: 'StepCompleted', occurredOn: '2026-03-09', data: { ...about, step: 's1', result: note } })
    const missed = on('2026-03-11', 'MissStep', { step: 's1', reason: 'Ill' })
    history.when(missed).then({
      type: 'StepMissed',
      occurredOn: '2026-03-11',
      data: { ...about, step: 's1', due: '2026-03-10', reason: 'Ill' },
    })
    history.when({ ...missed, occurredOn: '2026-03-10' }).thenRejected('NotDueYet', { due: '2026-03-10' })
    const moved = on('2026-03-11', 'RescheduleStep', { step: 's1', due: '2026-03-13', reason: 'Well again' })
    having(identified, qualified, planned, missed)
      .when(moved)
      .then({
        type: 'StepRescheduled',
        occurredOn: '2026-03-11',
        data: { ...about, step: 's1', from: '2026-03-10', to: '2026-03-13', reason: 'Well again' },
      })
    having(identified, qualified, planned, missed, moved)
      .when(on('2026-03-12', 'CompleteStep', { step: 's1' }))
      .thenMatching({ type: 'StepCompleted' })
    having(identified, qualified, planned, missed)
      .when(missed)
      .thenRejected('StepNotOpen', { status: 'missed' })
    history.when({ ...moved, due: '2026-03-10', occurredOn: '2026-03-09' }).thenRejected('NothingChanges')
    history.when({ ...moved, due: '2026-03-10' }).thenRejected('DueInThePast')
    history.when({ ...moved, step: 's9' }).thenRejected('NoSuchStep', { step: 's9' })
  })
})

describe('an opportunity stalls when no step of its plan is done (A52)', () => {
  const day = (text: string) => make(CalendarDate, text)
  const stalled = (state: OpportunityState, date: string) =>
    state.stage !== 'unheard' && isStalled(defaultPolicy, state, day(date))

  test('from the thirtieth day after the last step, or after it began', () => {
    expect(stalled(having(identified).state, '2026-03-31')).toBe(false)
    expect(stalled(having(identified).state, '2026-04-01')).toBe(true)
    const done = on('2026-03-09', 'CompleteStep', { step: 's1' })
    const { state } = having(identified, qualified, planned, done)
    expect(stalled(state, '2026-04-07')).toBe(false)
    expect(stalled(state, '2026-04-08')).toBe(true)
  })

  test('a step told late does not make the last one earlier', () => {
    const done = on('2026-03-09', 'CompleteStep', { step: 's1' })
    const earlier = on('2026-03-05', 'CompleteStep', { step: 's2' })
    expect(stalled(having(identified, qualified, planned, done, earlier).state, '2026-04-07')).toBe(false)
  })

  test('only while it may still be won', () => {
    for (let length = 1; length <= toAgreement.length; length += 1)
      expect(stalled(having(...toAgreement.slice(0, length)).state, '2026-12-31')).toBe(true)
    expect(stalled(having(...toAgreement, signed).state, '2026-12-31')).toBe(false)
    const lost = on('2026-03-19', 'LoseOpportunity', { reason: 'Cheaper elsewhere' })
    expect(stalled(having(identified, lost).state, '2026-12-31')).toBe(false)
  })

  test('an import begins with its engagement, or where that is unknown with the import', () => {
    const imported = on('2026-03-20', 'ImportOpportunity', {
      region: 'East',
      owner: 'anna',
      importedStage: 'engaging',
      ledger: 'crm',
    })
    expect(stalled(having(imported).state, '2026-04-18')).toBe(false)
    expect(stalled(having(imported).state, '2026-04-19')).toBe(true)
    expect(stalled(having({ ...imported, engagedOn: '2026-03-01' }).state, '2026-03-31')).toBe(true)
  })
})
