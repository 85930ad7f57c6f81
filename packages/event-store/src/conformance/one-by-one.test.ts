import { expect, test } from 'vitest'
import { anEvent, aStream } from './given.ts'
import { createModel } from './model.ts'
import { type Attempt, asIfOneByOne } from './one-by-one.ts'

const stream = aStream()
const [one, other] = [anEvent(), anEvent()]
const attempts: ReadonlyArray<Attempt> = [
  [stream, 'noStream', [one]],
  [stream, 'noStream', [other]],
]
const won = { _tag: 'Appended', revision: 0, repeated: false } as const
const lost = { _tag: 'Conflict', actual: 0 } as const

const judge = (outcomes: ReadonlyArray<typeof won | typeof lost>, stored: ReadonlyArray<typeof one>) => {
  const model = createModel()
  for (const event of stored) model.append(stream, 'any', [event])
  const answered = attempts.flatMap((attempt, index) => {
    const outcome = outcomes[index]
    return outcome === undefined ? [] : [{ attempt, outcome }]
  })
  return asIfOneByOne([], answered, model.log())
}

test('of two writers at one revision either may win', () => {
  expect(judge([won, lost], [one])).toBe(true)
  expect(judge([lost, won], [other])).toBe(true)
})

test('both may not win, nor both lose, nor may the loser’s event be the one that is stored', () => {
  expect(judge([won, won], [one, other])).toBe(false)
  expect(judge([lost, lost], [])).toBe(false)
  expect(judge([won, lost], [other])).toBe(false)
})
