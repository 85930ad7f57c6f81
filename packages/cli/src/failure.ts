import type { KehuError } from '@kehu/kehu'
import { type Either, left } from 'fp-ts/lib/Either.js'
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

/** What a thrown value says. */
export const thrownMessage = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown)
