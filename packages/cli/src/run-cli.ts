import { decode } from '@kehu/domain'
import { CommanderError } from 'commander'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { type Failure, thrownMessage } from './failure.ts'
import { type Io, isInterrupted, signalOf } from './io.ts'
import { writeErr, writeOut } from './output/terminal.ts'
import { createProgram } from './program.ts'
import { withoutSecrets } from './store/location.ts'

/**
 * Runs `kehu` with these arguments (without `node` and the script) and answers with its exit code.
 * @example
 * await runCli(['tiers', '--as-of', '2026-03-31'], processIo())
 */
export const runCli = async (args: ReadonlyArray<string>, io: Io): Promise<ExitCode> => {
  try {
    // Nothing can be said where nothing can be written.
    if (!isStream(io.out) || !isStream(io.err)) return exitCodes.failed
    const texts = decode(t.array(t.string))(args)
    if (isLeft(texts)) {
      await writeErr(io, `kehu: the arguments are no list of texts: ${texts.left.message}\n`)
      return exitCodes.usage
    }
    const grace = startGrace(io)
    try {
      return await Promise.race([run(texts.right, io), grace.over])
    } finally {
      grace.end()
    }
  } catch (error) {
    await complain(io, (text) => text, error)
    return exitCodes.failed
  }
}

const run = async (args: ReadonlyArray<string>, io: Io): Promise<ExitCode> => {
  const hide = withoutSecrets([...args, io.env.KEHU_STORE])
  let outcome: Either<Failure, ExitCode> | null = null
  const said = { out: '', err: '' }
  try {
    const program = createProgram(io, said, async (work) => {
      outcome = await work
    })
    await program.parseAsync([...args], { from: 'user' })
    return await conclude(io, outcome, hide)
  } catch (error) {
    // Commander has said what is wrong; help and version that were asked for are no mistakes.
    if (error instanceof CommanderError) {
      if (said.out !== '') await writeOut(io, said.out)
      if (said.err !== '') await writeErr(io, hide(said.err))
      if (isInterrupted(io)) return conclude(io, null, hide)
      return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
    }
    // A bug of this program: the stack is what its makers need.
    await complain(io, hide, error)
    return exitCodes.failed
  }
}

const isStream = (stream: unknown): boolean =>
  typeof stream === 'object' && stream !== null && typeof Reflect.get(stream, 'write') === 'function'

/** As far as there is anything to complain to. */
const complain = async (io: Io, hide: (message: string) => string, error: unknown): Promise<void> => {
  try {
    const text = error instanceof Error ? (error.stack ?? error.message) : thrownMessage(error)
    await writeErr(io, `kehu: ${hide(text)}\n`)
  } catch {
    // The exit code says it all the same.
  }
}

const conclude = async (
  io: Io,
  outcome: Either<Failure, ExitCode> | null,
  hide: (message: string) => string,
): Promise<ExitCode> => {
  if (isInterrupted(io)) {
    const message =
      outcome !== null && isLeft(outcome) && outcome.left.exitCode === exitCodes.interrupted
        ? outcome.left.message
        : 'Interrupted; the answer is not complete.'
    await writeErr(io, `kehu: ${hide(message)}\n`)
    return endedBy(io)
  }
  if (outcome === null) return exitCodes.ok
  if (!isLeft(outcome)) return outcome.right
  // Nobody reads any more: there is nobody to complain to, and nothing to complain of.
  if (io.signal.aborted) return exitCodes.ok
  await writeErr(io, `kehu: ${hide(outcome.left.message)}\n`)
  return outcome.left.exitCode
}

const endedBy = (io: Io): ExitCode =>
  signalOf(io) === 'SIGTERM' ? exitCodes.terminated : exitCodes.interrupted

/** An orderly end has so long; then whatever is waited for, a store that does not answer or a file that does not end, is left. */
const graceMillis = 600

const startGrace = (io: Io): { readonly over: Promise<ExitCode>; readonly end: () => void } => {
  let timer: NodeJS.Timeout | undefined
  let begin = () => {}
  const over = new Promise<ExitCode>((resolve) => {
    begin = () => {
      if (!isInterrupted(io)) return
      timer = setTimeout(async () => {
        await writeErr(
          io,
          'kehu: Interrupted while waiting for an answer that did not come; what was stored before stays, and the same command can be given again.\n',
        )
        resolve(endedBy(io))
      }, graceMillis)
    }
    if (io.signal.aborted) begin()
    else io.signal.addEventListener('abort', begin, { once: true })
  })
  return {
    over,
    end: () => {
      clearTimeout(timer)
      io.signal.removeEventListener('abort', begin)
    },
  }
}
