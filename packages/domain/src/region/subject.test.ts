import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { make } from '../testing/leaves.ts'
import { UserId } from '../vocabulary/code.ts'
import { describeSubject, Subject, subjectKey, subjectOf } from './subject.ts'

const region = make(Subject, { kind: 'region' })
const team = make(Subject, { kind: 'team', team: 't1' })
const anna = make(Subject, { kind: 'person', user: 'anna' })

describe('whose a target, an assessment or a reward is (policy 8.1, 8.2)', () => {
  test('is the region where nobody is named', () => {
    expect(subjectOf(null)).toEqual(region)
    expect(subjectOf(make(UserId, 'anna'))).toEqual(anna)
  })

  test('is said in a sentence', () => {
    expect([region, team, anna].map(describeSubject)).toEqual(['the region', 'team t1', 'anna'])
  })

  test('has one key a subject, and no two subjects have the same', () => {
    const code = fc.constantFrom('t1', 't2', 'region', 'team t1')
    const subject = fc.oneof(
      fc.constant(region),
      code.map((each) => make(Subject, { kind: 'team', team: each })),
      code.map((each) => make(Subject, { kind: 'person', user: each })),
    )
    fc.assert(
      fc.property(subject, subject, (one, other) => {
        const equal = JSON.stringify(one) === JSON.stringify(other)
        expect(subjectKey(one) === subjectKey(other)).toBe(equal)
      }),
    )
    expect(new Set([region, team, make(Subject, { kind: 'person', user: 't1' })].map(subjectKey)).size).toBe(
      3,
    )
  })
})
