import { basename, resolve } from 'node:path'
import { present } from '@kehu/domain'
import type { Executed, Kehu, KehuError } from '@kehu/kehu'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Failure, fault, interrupted } from '../failure.ts'
import { checkInput } from '../input-file.ts'
import { type Io, isInterrupted } from '../io.ts'
import { type Format, writeCsv } from '../output/answer.ts'
import { harmlessJson, oneLine } from '../output/harmless.ts'
import { writeOut } from '../output/terminal.ts'
import { withStore } from '../store/open-store.ts'
import { commandLine, createCommandIds } from './command-line.ts'
import { sayOpenToAll } from './open-to-all.ts'
import { lineBytesMax, readLines } from './read-lines.ts'
import type { Session } from './session.ts'

export type RecordOptions = {
  /** Enter old facts: back-dating is then unbounded. */
  readonly historical?: boolean
  /** Names where the commands come from, a part of their derived ids; default: the file's name. */
  readonly source?: string
}

/** What became of one line. */
export type Outcome =
  | {
      readonly line: number
      readonly ok: true
      readonly stream: string
      readonly revision: number | null
      readonly events: ReadonlyArray<{ readonly id: string; readonly type: string }>
      /** Recorded by an earlier run already; nothing was decided now. */
      readonly repeated: boolean
    }
  | { readonly line: number; readonly ok: false; readonly error: string; readonly message: string }

/** Records commands, one a line, in their order. A refused one does not stop the rest. */
export const record = async (
  session: Session,
  file: string,
  options: RecordOptions,
): Promise<Either<Failure, ExitCode>> => {
  const { io, actor, operator, format } = session
  const path = file === '-' ? null : resolve(io.cwd, file)
  const input = path === null ? right(undefined) : await checkInput(path)
  if (isLeft(input)) return input
  return withStore(io, session.location, 'write', async ({ kehu }) => {
    const idOf = createCommandIds(options.source ?? (file === '-' ? 'stdin' : basename(file)))
    let refused = 0
    const openToAll = new Set<string>()
    if (format === 'csv' || format === 'raw-csv') await writeCsv(io, format, [outcomeColumns])
    for await (const line of readLines(io, path)) {
      if (isLeft(line)) return line
      if (isInterrupted(io)) break
      const { number, text } = line.right
      const outcome = await recordLine(kehu, text, number, {
        opened: (regions) => regions.forEach((region) => void openToAll.add(region)),
        actor,
        asOperator: operator,
        historical: options.historical ?? false,
        idOf,
      })
      await writeOutcome(io, format, isLeft(outcome) ? refusal(number, outcome.left) : outcome.right)
      if (isLeft(outcome)) {
        refused += 1
        if (isStoreFault(outcome.left._tag))
          return fault(`Stopped at line ${number}: ${outcome.left.message}`)
      }
    }
    if (isInterrupted(io)) {
      return interrupted('Interrupted; what was recorded stays, and the same file can be recorded again.')
    }
    await sayOpenToAll(io, openToAll)
    return right(refused === 0 ? exitCodes.ok : exitCodes.refused)
  })
}

const recordLine = async (
  kehu: Kehu,
  text: string | null,
  line: number,
  {
    idOf,
    opened,
    ...sender
  }: {
    readonly actor: string
    readonly asOperator: boolean
    readonly historical: boolean
    readonly idOf: ReturnType<typeof createCommandIds>
    /** Told of regions that are open to all from now on. */
    readonly opened: (regions: ReadonlyArray<string>) => void
  },
): Promise<Either<Pick<KehuError, '_tag' | 'message'>, Outcome>> => {
  if (text === null) {
    return left({
      _tag: 'TooLarge',
      message: `the line is longer than ${lineBytesMax / 1_048_576} MiB, more than any command: perhaps its line ends are missing`,
    })
  }
  const read = commandLine(text)
  if (isLeft(read)) return read
  const { command, commandId = idOf(command), expectedRevision } = read.right
  const executed = await kehu.executeUnknown(command, {
    ...sender,
    commandId,
    ...present({ expectedRevision }),
  })()
  if (isLeft(executed)) return executed
  const { events, retried, openToAll } = executed.right
  if (!retried && events.some(({ event }) => event.type === 'RegionOpened')) opened(openToAll)
  return right(success(line, executed.right))
}

const success = (line: number, { stream, revision, events, retried }: Executed): Outcome => ({
  line,
  ok: true,
  stream,
  revision,
  events: events.map(({ id, event }) => ({ id, type: event.type })),
  repeated: retried,
})

const refusal = (line: number, { _tag, message }: Pick<KehuError, '_tag' | 'message'>): Outcome => ({
  ...{ line, ok: false, error: _tag, message },
})

const outcomeColumns = ['line', 'ok', 'stream', 'revision', 'events', 'repeated', 'error', 'message']

const writeOutcome = async (io: Io, format: Format, outcome: Outcome): Promise<void> => {
  if (format === 'json') await writeOut(io, `${harmlessJson(outcome)}\n`)
  else if (format === 'table') await writeOut(io, outcomeLine(outcome))
  else await writeCsv(io, format, [outcomeRow(outcome)])
}

const typesOf = (outcome: Outcome): string =>
  outcome.ok ? outcome.events.map(({ type }) => type).join(' ') : ''

const outcomeRow = (outcome: Outcome): ReadonlyArray<string> =>
  outcome.ok
    ? [
        ...[String(outcome.line), 'true', outcome.stream, String(outcome.revision ?? ''), typesOf(outcome)],
        ...[String(outcome.repeated), '', ''],
      ]
    : [String(outcome.line), 'false', '', '', '', '', outcome.error, outcome.message]

const outcomeLine = (outcome: Outcome): string => {
  const at = String(outcome.line).padStart(6)
  if (!outcome.ok) return `${at}  refused   ${outcome.error}: ${oneLine(outcome.message)}\n`
  const types = typesOf(outcome)
  const said = outcome.repeated ? 'known     ' : outcome.events.length === 0 ? 'no change ' : 'recorded  '
  return `${at}  ${said}${types}${types === '' ? '' : ' '}→ ${outcome.stream} ${outcome.revision ?? ''}\n`
}

const storeFaults: ReadonlyArray<string> = [
  ...['Busy', 'Unreachable', 'Corrupt', 'NotAStore', 'NewerSchema', 'Full', 'Closed', 'InvalidPosition'],
  ...['StoreFailed', 'Moved', 'ReadOnly', 'Defect'],
]
const isStoreFault = (tag: string): boolean => storeFaults.includes(tag)
