import { decode } from '@kehu/domain'
import { CommanderError } from 'commander'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { type Failure, thrownMessage } from './failure.ts'
import { type Io, write } from './io.ts'
import { createProgram } from './program.ts'

/**
 * Runs `kehu` with these arguments (without `node` and the script) and answers with its exit code.
 * @example
 * await runCli(['tiers', '--as-of', '2026-03-31'], processIo())
 */
export const runCli = async (args: ReadonlyArray<string>, io: Io): Promise<ExitCode> => {
  let outcome: Either<Failure, ExitCode> | null = null
  try {
    const program = createProgram(io, async (work) => {
      outcome = await work
    })
    // Nothing can be said where nothing can be written.
    if (!isStream(io.out) || !isStream(io.err)) return exitCodes.failed
    const texts = decode(t.array(t.string))(args)
    if (isLeft(texts)) {
      await write(io.err, `kehu: the arguments are no list of texts: ${texts.left.message}\n`)
      return exitCodes.usage
    }
    await program.parseAsync(texts.right, { from: 'user' })
    return await conclude(io, outcome)
  } catch (error) {
    // Commander has said what is wrong; help and version that were asked for are no mistakes.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
    // A bug of this program: the stack is what its makers need.
    await complain(io, error)
    return exitCodes.failed
  }
}

const isStream = (stream: unknown): boolean =>
  typeof stream === 'object' && stream !== null && typeof Reflect.get(stream, 'write') === 'function'

/** As far as there is anything to complain to. */
const complain = async (io: Io, error: unknown): Promise<void> => {
  try {
    const text = error instanceof Error ? (error.stack ?? error.message) : thrownMessage(error)
    await write(io.err, `kehu: ${text}\n`)
  } catch {
    // The exit code says it all the same.
  }
}

const conclude = async (io: Io, outcome: Either<Failure, ExitCode> | null): Promise<ExitCode> => {
  if (outcome === null) return exitCodes.ok
  if (!isLeft(outcome)) return outcome.right
  // Nobody reads any more: there is nobody to complain to, and nothing to complain of.
  if (io.signal.aborted && io.signal.reason === 'unread') return exitCodes.ok
  await write(io.err, `kehu: ${outcome.left.message}\n`)
  return outcome.left.exitCode
}
