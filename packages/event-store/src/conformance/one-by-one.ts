import { type AppendOutcome, createModel, type ModelEvent } from './model.ts'

export type Attempt = Parameters<ReturnType<typeof createModel>['append']>

/**
 * Whether appends made at the same time were answered as if they had come one after another (they are linearizable): some
 * order of theirs lets the model answer each as the store did, and leaves the log that the store has. Tries every order.
 */
export const asIfOneByOne = (
  before: ReadonlyArray<ModelEvent>,
  attempts: ReadonlyArray<{ readonly attempt: Attempt; readonly outcome: AppendOutcome }>,
  after: ReadonlyArray<ModelEvent>,
): boolean => {
  if (attempts.length === 0) return idsOf(before) === idsOf(after)
  return attempts.some(({ attempt, outcome }, index) => {
    const model = createModel(before)
    const answered = model.append(...attempt)
    return same(answered, outcome) && asIfOneByOne(model.log(), attempts.toSpliced(index, 1), after)
  })
}

const idsOf = (log: ReadonlyArray<ModelEvent>): string =>
  log.map(({ stream, revision, id }) => `${stream} ${revision} ${id}`).join()

const same = (a: AppendOutcome, b: AppendOutcome): boolean => JSON.stringify(a) === JSON.stringify(b)
