import { shown } from '@kehu/domain'
import type { KehuError } from '@kehu/kehu'
import { type Either, left } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type ExitCode, exitCodes } from './exit-codes.ts'

/** Why a command ended without an answer: a sentence for people, and the exit code. */
export type Failure = { readonly exitCode: ExitCode; readonly message: string }

/** The user can mend it: the command line or the input. */
export const misuse = (message: string): Either<Failure, never> =>
  left({ exitCode: exitCodes.usage, message })

/** The store or the machine failed. */
export const fault = (message: string): Either<Failure, never> =>
  left({ exitCode: exitCodes.failed, message })

export const interrupted = (message: string): Either<Failure, never> =>
  left({ exitCode: exitCodes.interrupted, message })

/** An error of Kehu's as a failure of the command that asked. */
export const failureOf = ({ _tag, message }: Pick<KehuError, '_tag' | 'message'>): Failure => ({
  message,
  exitCode:
    _tag === 'Invalid' || _tag === 'InvalidStreamName'
      ? exitCodes.usage
      : _tag === 'Cancelled'
        ? exitCodes.interrupted
        : exitCodes.failed,
})

/** Work that answers with a Failure where it throws: what anybody may call neither throws nor rejects. */
export const settled =
  <A>(work: () => Promise<Either<Failure, A>>): TaskEither<Failure, A> =>
  async () => {
    try {
      return await work()
    } catch (thrown) {
      return fault(`It could not be done: ${shown(tellable(thrown))}.`)
    }
  }

/** What somebody threw may throw again when it is looked at. */
const tellable = (thrown: unknown): unknown => {
  try {
    return thrown instanceof Error ? thrown.message : thrown
  } catch {
    return undefined
  }
}

/** What a thrown value says. */
export const thrownMessage = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown)
