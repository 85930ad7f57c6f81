import { CustomerId, decode } from '@kehu/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Failure, failureOf, interrupted } from '../failure.ts'
import { write } from '../io.ts'
import { csvText } from '../output/answer.ts'
import { withStore } from '../store/open-store.ts'
import { badOption, type Session } from './session.ts'
import { type ExportedEvent, exported, exportedColumns, exportedRow } from './stored-event.ts'

export const eventFormats = ['jsonl', 'json', 'csv', 'table'] as const
export type EventFormat = (typeof eventFormats)[number]

/** Exports what is stored in the order of the log, page by page: no log is too long for it. */
export const events = (
  { io, location }: Omit<Session, 'format'>,
  options: { readonly customer?: string; readonly format: EventFormat },
): Promise<Either<Failure, ExitCode>> =>
  withStore(io, location, 'read', async ({ kehu }) => {
    const customer = options.customer === undefined ? undefined : decode(CustomerId)(options.customer)
    if (customer !== undefined && isLeft(customer)) return badOption('--customer', customer.left)
    const { head, page: pageText, tail } = writers[options.format]
    let first = true
    if (!(await write(io.out, head))) return right(exitCodes.ok)
    for await (const page of kehu.events(customer === undefined ? {} : { customer: customer.right })) {
      if (isLeft(page)) return left(failureOf(page.left))
      if (io.signal.aborted) {
        return io.signal.reason === 'unread'
          ? right(exitCodes.ok)
          : interrupted('Interrupted; the export is not complete.')
      }
      // Nobody reads any more, as `head` after its ten lines: that is a good end.
      if (!(await write(io.out, pageText(page.right.map(exported), first)))) return right(exitCodes.ok)
      first = false
    }
    await write(io.out, tail)
    return right(exitCodes.ok)
  })

type Writer = {
  readonly head: string
  readonly page: (events: ReadonlyArray<ExportedEvent>, first: boolean) => string
  readonly tail: string
}

const writers: Readonly<Record<EventFormat, Writer>> = {
  jsonl: {
    head: '',
    page: (events) => events.map((event) => `${JSON.stringify(event)}\n`).join(''),
    tail: '',
  },
  json: {
    head: '[\n',
    page: (events, first) =>
      `${first ? '' : ',\n'}${events.map((event) => JSON.stringify(event)).join(',\n')}`,
    tail: '\n]\n',
  },
  csv: { head: csvText([exportedColumns]), page: (events) => csvText(events.map(exportedRow)), tail: '' },
  table: {
    head: `${'Occurred on'.padEnd(12)}${'Event'.padEnd(28)}Stream and revision\n`,
    page: (events) =>
      events
        .map(
          ({ occurredOn, type, stream, revision }) =>
            `${occurredOn.padEnd(12)}${type.padEnd(28)}${stream} ${revision}\n`,
        )
        .join(''),
    tail: '',
  },
}
