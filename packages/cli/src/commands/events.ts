import { asOperator } from '@kehu/kehu'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Failure, failureOf, interrupted } from '../failure.ts'
import type { Io } from '../io.ts'
import { writeCsv } from '../output/answer.ts'
import { harmlessJson, oneLine } from '../output/harmless.ts'
import { writeOut } from '../output/terminal.ts'
import { withStore } from '../store/open-store.ts'
import type { Session } from './session.ts'
import { type ExportedEvent, exported, exportedColumns, exportedRow } from './stored-event.ts'

export const eventFormats = ['jsonl', 'json', 'csv', 'table'] as const
export type EventFormat = (typeof eventFormats)[number] | 'raw-csv'

/** Exports what is stored in the order of the log, page by page: no log is too long for it. */
export const events = (
  { io, location, actor, operator }: Omit<Session, 'format'>,
  options: { readonly customer?: string; readonly format: EventFormat },
): Promise<Either<Failure, ExitCode>> =>
  withStore(io, location, 'read', async ({ kehu }) => {
    const query = options.customer === undefined ? {} : { customer: options.customer }
    const writer = writers[options.format]
    let first = true
    if (!(await writer.head(io))) return right(exitCodes.ok)
    for await (const page of kehu.events(operator ? asOperator : actor, query)) {
      if (isLeft(page)) return left(failureOf(page.left))
      if (io.signal.aborted) {
        return io.signal.reason === 'unread'
          ? right(exitCodes.ok)
          : interrupted('Interrupted; the export is not complete.')
      }
      // Nobody reads any more, as `head` after its ten lines: that is a good end.
      if (!(await writer.page(io, page.right.map(exported), first))) return right(exitCodes.ok)
      first = false
    }
    await writer.tail(io)
    return right(exitCodes.ok)
  })

type Wrote = Promise<boolean>
type Writer = {
  readonly head: (io: Io) => Wrote
  readonly page: (io: Io, events: ReadonlyArray<ExportedEvent>, first: boolean) => Wrote
  readonly tail: (io: Io) => Wrote
}

const nothing = async (): Wrote => true

const csvWriter = (format: 'csv' | 'raw-csv'): Writer => ({
  head: (io) => writeCsv(io, format, [exportedColumns]),
  page: (io, events) => writeCsv(io, format, events.map(exportedRow)),
  tail: nothing,
})

const writers: Readonly<Record<EventFormat, Writer>> = {
  jsonl: {
    head: nothing,
    page: (io, events) => writeOut(io, events.map((event) => `${harmlessJson(event)}\n`).join('')),
    tail: nothing,
  },
  json: {
    head: (io) => writeOut(io, '[\n'),
    page: (io, events, first) =>
      writeOut(io, `${first ? '' : ',\n'}${events.map((event) => harmlessJson(event)).join(',\n')}`),
    tail: (io) => writeOut(io, '\n]\n'),
  },
  csv: csvWriter('csv'),
  'raw-csv': csvWriter('raw-csv'),
  table: {
    head: (io) => writeOut(io, `${'Occurred on'.padEnd(12)}${'Event'.padEnd(28)}Stream and revision\n`),
    page: (io, events) =>
      writeOut(
        io,
        events
          .map(
            ({ occurredOn, type, stream, revision }) =>
              `${oneLine(occurredOn).padEnd(12)}${oneLine(type).padEnd(28)}${oneLine(stream)} ${revision}\n`,
          )
          .join(''),
      ),
    tail: nothing,
  },
}
