import { resolve } from 'node:path'
import { Currency, decode, present, TimeZone } from '@kehu/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Failure, misuse } from '../failure.ts'
import { defaultTimeZone } from '../help.ts'
import { parseMapping } from '../import/columns.ts'
import { importPurchases } from '../import/import-purchases.ts'
import type { ImportReport } from '../import/report.ts'
import { checkInput } from '../input-file.ts'
import { print } from '../output/answer.ts'
import { oneLine } from '../output/harmless.ts'
import { count, counted } from '../output/money.ts'
import { startProgress } from '../output/progress.ts'
import type { Style } from '../output/style.ts'
import { remark, title } from '../output/table.ts'
import { writeErr } from '../output/terminal.ts'
import { withStore } from '../store/open-store.ts'
import { sayOpenToAll } from './open-to-all.ts'
import { badOption, type Session } from './session.ts'

export type ImportOptions = {
  readonly map?: ReadonlyArray<string>
  readonly source?: string
  readonly region?: string
  readonly currency?: string
  readonly timeZone?: string
  readonly rejects?: string
}

/** Imports an order book from a CSV file. */
export const runImportPurchases = async (
  session: Session,
  file: string,
  options: ImportOptions,
): Promise<Either<Failure, ExitCode>> => {
  const { io } = session
  const path = resolve(io.cwd, file)
  const rejectsFile = options.rejects === undefined ? undefined : resolve(io.cwd, options.rejects)
  if (rejectsFile === path) return misuse('--rejects names the file that is imported: choose another.')
  const input = await checkInput(path)
  if (isLeft(input)) return input
  const mapping = parseMapping(options.map ?? [])
  if (isLeft(mapping)) return mapping
  const currency = options.currency === undefined ? undefined : decode(Currency)(options.currency)
  if (currency !== undefined && isLeft(currency)) return badOption('--currency', currency.left)
  const timeZone = decode(TimeZone)(options.timeZone ?? defaultTimeZone)
  if (isLeft(timeZone)) return badOption('--time-zone', timeZone.left)

  return withStore(io, session.location, 'write', async ({ kehu }) => {
    const progress = startProgress(io)
    const imported = await importPurchases(kehu, {
      file: path,
      mapping: mapping.right,
      timeZone: timeZone.right,
      sender: { actor: session.actor, asOperator: session.operator },
      signal: io.signal,
      onProgress: ({ phase, done, total }) =>
        progress.update(phase === 'reading' ? 'Reading' : 'Storing', done, total),
      ...present({ source: options.source, region: options.region }),
      ...(currency === undefined ? {} : { currency: currency.right }),
      ...present({ rejectsFile }),
    })()
    progress.end()
    if (isLeft(imported)) return imported
    const report = imported.right
    await print(io, session.format, {
      json: report,
      csv: {
        columns: ['what', 'value'],
        rows: Object.entries(report).map(([what, value]) => [what, plain(value)]),
      },
      table: (style) => importText(style, report),
    })
    await sayOpenToAll(io, new Set(report.regions.flatMap(({ region, opened }) => (opened ? [region] : []))))
    if (report.refused === 0) return right(exitCodes.ok)
    await writeErr(
      io,
      `${counted(report.refused, 'row was', 'rows were')} refused: mend them in ${report.rejectsFile} and import that file.\n`,
    )
    return right(exitCodes.refused)
  })
}

const plain = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '')

/** The report for people. */
export const importText = (style: Style, report: ImportReport): string => {
  const perSecond = count(Math.round(report.read / Math.max(report.seconds, 0.001)))
  const facts: ReadonlyArray<readonly [number | string, string]> = [
    [report.read, 'lines read'],
    [report.appended, 'appended'],
    [report.stored, 'stored already'],
    ...(report.repeated === 0 ? [] : [[report.repeated, 'said twice in the file'] as const]),
    [report.refused, `refused${report.rejectsFile === null ? '' : `: see ${report.rejectsFile}`}`],
    [report.returns, 'returns'],
    [report.unattributed, 'without customer'],
    [report.customers, 'customers'],
    [report.regions.length, regionsText(report)],
    [report.gained.documents, `documents that were stored gained lines${firstOf(report)}`],
  ]
  const width = Math.max(...facts.map(([n]) => count(Number(n)).length))
  const rounding = report.rounding.map(({ currency, amount }) => `${amount} ${currency}`).join(', ')
  return [
    title(style, `Ledger ${report.source}`),
    ...facts.map(([n, what]) => `  ${count(Number(n)).padStart(width)}  ${oneLine(what)}`),
    remark(
      style,
      `Rounding to minor units, half to even per line, added ${rounding === '' ? 'nothing' : rounding} in all. ${report.seconds.toFixed(1)} s, ${perSecond} lines a second.`,
    ),
  ].join('\n')
}

const namesShown = 4

const regionsText = ({ regions }: ImportReport): string => {
  const opened = regions.filter((region) => region.opened)
  if (opened.length === 0) return 'regions, all open before'
  const currencies = [...new Set(opened.map(({ currency }) => currency))].join(', ')
  const names = opened.slice(0, namesShown).map(({ region }) => region)
  const more = opened.length > namesShown ? `, … and ${opened.length - namesShown} more` : ''
  const which = opened.length === regions.length ? 'opened now' : `${opened.length} of them opened now`
  return `regions, ${which} in ${currencies}: ${names.join(', ')}${more}`
}

const firstOf = ({ gained: { first } }: ImportReport): string =>
  first.length === 0
    ? ''
    : `: ${first
        .slice(0, namesShown)
        .map(({ document, lines }) => `${document} (+${lines})`)
        .join(', ')}${first.length > namesShown ? ', …' : ''}`
