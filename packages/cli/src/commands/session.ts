import type { Invalid } from '@kehu/domain'
import type { Kehu, KehuError } from '@kehu/kehu'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type Failure, failureOf, misuse } from '../failure.ts'
import type { Io } from '../io.ts'
import type { Format } from '../output/answer.ts'
import { startProgress } from '../output/progress.ts'
import type { StoreLocation } from '../store/location.ts'
import { type OpenedStore, withStore } from '../store/open-store.ts'

/** What every command is given. */
export type Session = {
  readonly io: Io
  readonly location: StoreLocation
  readonly actor: string
  /** Whoever runs the store gives the command: nothing is withheld, nothing forbidden. */
  readonly operator: boolean
  readonly format: Format
}

/** Opens the store, brings the read models up to date (with a bar, for that may take a while) and asks. */
export const ask = <A>(
  { io, location }: Session,
  question: (opened: OpenedStore) => Promise<Either<Failure, A>>,
): Promise<Either<Failure, A>> =>
  withStore(io, location, 'read', async (opened) => {
    const progress = startProgress(io)
    const caughtUp = await opened.kehu.catchUp({
      signal: io.signal,
      onProgress: ({ read, total }) => progress.update('Reading', read, total),
    })()
    progress.end()
    return isLeft(caughtUp) ? left(failureOf(caughtUp.left)) : question(opened)
  })

/** An answer of Kehu's, its error as the failure of the command. */
export const answered = async <A>(asked: TaskEither<KehuError, A>): Promise<Either<Failure, A>> => {
  const answer = await asked()
  return isLeft(answer) ? left(failureOf(answer.left)) : answer
}

/** A mistyped region must not look like one without customers. */
export const checkRegion = async (kehu: Kehu, region: string | undefined): Promise<Either<Failure, void>> => {
  if (region === undefined) return right(undefined)
  const state = await answered(kehu.region(region))
  if (isLeft(state)) return state
  return state.right.opened === null
    ? misuse(`There is no region "${region}" in this store: check its name.`)
    : right(undefined)
}

export const badOption = (option: string, { message }: Invalid): Either<Failure, never> =>
  misuse(`${option}: ${message}`)
