import { checkLog, decodeStored, type LogReport } from '@kehu/event-store'
import { kehuEventCodec } from '@kehu/kehu'
import { checkSqliteFile } from '@kehu/store-sqlite'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Failure, fault, interrupted } from '../failure.ts'
import { print } from '../output/answer.ts'
import { count, counted } from '../output/money.ts'
import { startProgress } from '../output/progress.ts'
import { remark, table } from '../output/table.ts'
import { nameOf } from '../store/location.ts'
import { asFailure, withStore } from '../store/open-store.ts'
import type { Session } from './session.ts'

/** Reads everything stored and says what no store can have written, and what this Kehu cannot read. */
export const storeCheck = async (session: Session): Promise<Either<Failure, ExitCode>> => {
  const { io, location } = session
  const file = await fileFindings(session)
  if (isLeft(file)) return file
  if (file.right.length > 0) {
    return answered(session, { events: 0, streams: 0, findings: [], found: file.right.length }, file.right)
  }
  return withStore(io, location, 'read', async ({ store }) => {
    const progress = startProgress(io)
    const checked = await checkLog(store, {
      read: decodeStored(kehuEventCodec),
      signal: io.signal,
      onProgress: ({ read, total }) => progress.update('Checking', read, total),
    })()
    progress.end()
    if (isLeft(checked)) return fault(checked.left.message)
    if (io.signal.aborted) return interrupted('Interrupted; the check is not complete.')
    return answered(session, checked.right, [])
  })
}

/** What is wrong with the file itself, before it is read as a log. */
const fileFindings = async ({ location }: Session): Promise<Either<Failure, ReadonlyArray<string>>> => {
  if (location.kind !== 'sqlite') return right([])
  const found = await checkSqliteFile({ path: location.path })()
  return isLeft(found) ? asFailure(found.left) : found
}

const answered = async (
  { io, format, location }: Session,
  { events, streams, findings, found }: LogReport,
  ofFile: ReadonlyArray<string>,
): Promise<Either<Failure, ExitCode>> => {
  const name = nameOf(location)
  const said = [
    ...ofFile.map((message) => ({ stream: '', revision: '', message })),
    ...findings.map((finding) => ({ ...finding, revision: String(finding.revision) })),
  ]
  await print(io, format, {
    json: { store: name, events, streams, found, findings: said },
    csv: {
      columns: ['stream', 'revision', 'message'],
      rows: said.map(({ stream, revision, message }) => [stream, revision, message]),
    },
    table: (style) =>
      [
        ...(said.length === 0
          ? []
          : [
              table(
                style,
                [{ head: 'Stream' }, { head: 'Revision', align: 'right' }, { head: 'What is wrong' }],
                said.map(({ stream, revision, message }) => [stream, revision, message]),
              ),
            ]),
        remark(
          style,
          found === 0
            ? `${name} is sound: ${counted(events, 'event')} in ${counted(streams, 'stream')}, every one can be read.`
            : `${counted(found, 'finding')} in ${name}${found > said.length ? `; the first ${count(said.length)} are shown` : ''}.`,
        ),
      ].join('\n'),
  })
  return found === 0
    ? right(exitCodes.ok)
    : fault(`${name} is damaged: stop writing to it, and restore it from a backup.`)
}
