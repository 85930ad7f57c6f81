import { readFileSync } from 'node:fs'
import { decode, UserId } from '@kehu/domain'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { commands, exampleStory } from './commands/commands.ts'
import { type DueOptions, due } from './commands/due.ts'
import { type EventFormat, eventFormats, events } from './commands/events.ts'
import { type HistoryOptions, history } from './commands/history.ts'
import { type ImportOptions, runImportPurchases } from './commands/import-purchases.ts'
import { type KpisOptions, kpis } from './commands/kpis.ts'
import { rebuild } from './commands/rebuild.ts'
import { type RecordOptions, record } from './commands/record.ts'
import { badOption, type Session } from './commands/session.ts'
import { storeBackup } from './commands/store-backup.ts'
import { storeCheck } from './commands/store-check.ts'
import { storeCopy } from './commands/store-copy.ts'
import { type TiersOptions, tiers } from './commands/tiers.ts'
import type { ExitCode } from './exit-codes.ts'
import { type Failure, misuse } from './failure.ts'
import * as help from './help.ts'
import type { Io } from './io.ts'
import { formats, type NamedFormat } from './output/answer.ts'
import { harmlessJson } from './output/harmless.ts'
import { writeOut } from './output/terminal.ts'
import { parseLocation } from './store/location.ts'

type Outcome = Promise<Either<Failure, ExitCode>>

type Given = {
  readonly store?: string
  readonly actor?: string
  readonly asOperator?: boolean
  readonly format?: NamedFormat
  readonly rawCsv?: boolean
}

/**
 * The command line as commander knows it; every action hands its outcome to `finish`.
 * @param said takes what commander itself says: help, the version, and what is wrong with the command line
 */
export const createProgram = (
  io: Io,
  said: { out: string; err: string },
  finish: (work: Outcome) => Promise<void>,
): Command => {
  const session = (command: Command): Either<Failure, Session> => {
    const given = command.optsWithGlobals<Given>()
    const location = parseLocation(given.store ?? io.env.KEHU_STORE ?? help.defaultStore, io.cwd)
    if (isLeft(location)) return location
    const actor = decode(UserId)(given.actor ?? io.env.KEHU_ACTOR ?? help.defaultActor)
    if (isLeft(actor)) return badOption('--actor', actor.left)
    return right({
      io,
      location: location.right,
      actor: actor.right,
      operator: given.asOperator === true,
      format: given.rawCsv === true ? 'raw-csv' : (given.format ?? 'table'),
    })
  }
  const within = (command: Command, work: (session: Session) => Outcome): Promise<void> => {
    const opened = session(command)
    return finish(isLeft(opened) ? Promise.resolve(opened) : work(opened.right))
  }

  const program = new Command('kehu')
    .description(help.description)
    .version(version(), '-V, --version', 'print the version')
    .option('-s, --store <store>', help.store)
    .option('-a, --actor <code>', help.actor)
    .option('--as-operator', help.asOperator)
    .addHelpText('after', help.afterProgram)
    .showHelpAfterError('(kehu --help explains)')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true, helpWidth: 100 })
    .configureOutput({
      writeOut: (text) => {
        said.out += text
      },
      writeErr: (text) => {
        said.err += text
      },
    })
  const asked = (
    name: string,
    text: help.CommandHelp,
    format = formatOption(),
    under: Command = program,
  ): Command =>
    under
      .command(name)
      .summary(text.summary)
      .description(text.description)
      .addOption(format)
      .option('--raw-csv', help.rawCsv)
      .addHelpText('after', text.after)

  const importing = program
    .command('import')
    .summary(help.importPurchases.summary)
    .description('Takes in what another system keeps.')
  importing
    .command('purchases')
    .summary(help.importPurchases.summary)
    .description(help.importPurchases.description)
    .argument('<file>', 'CSV file, UTF-8, the columns named in its first line')
    .option('-m, --map <column=heading>', 'the heading of a column in this file; repeatable', collect, [])
    .option('--source <name>', "name of the ledger, part of each line's identity (default: main)")
    .option('--region <name>', 'region of the rows that name none')
    .option(
      '--currency <code>',
      "currency of the rows that name none (default: the region's own; CNY for a new region)",
    )
    .option('--time-zone <zone>', 'of the regions that this import opens', help.defaultTimeZone)
    .option('--rejects <file>', 'where refused rows go (default: FILE.rejects.csv beside the file)')
    .addOption(formatOption())
    .option('--raw-csv', help.rawCsv)
    .addHelpText('after', help.importPurchases.after)
    .action((file: string, options: ImportOptions, command: Command) =>
      within(command, (opened) => runImportPurchases(opened, file, options)),
    )

  asked('record', help.record, formatOption('json'))
    .argument('[file]', 'file of commands, one JSON object a line; - reads from stdin')
    .option('--historical', 'enter old facts: back-dating is then unbounded')
    .option(
      '--source <name>',
      "where the commands come from, part of their derived ids (default: the file's name)",
    )
    .option('--example', 'print a small file of commands and do nothing')
    .action(
      async (file: string | undefined, options: RecordOptions & { example?: boolean }, command: Command) => {
        if (options.example) {
          await writeOut(io, exampleStory.map((line) => `${harmlessJson(line)}\n`).join(''))
          return
        }
        return within(command, (opened) =>
          file === undefined
            ? Promise.resolve(
                misuse('Name a file of commands, or - for stdin. kehu record --example shows one.'),
              )
            : record(opened, file, options),
        )
      },
    )

  asked('commands', help.commands)
    .argument('[name]', 'one command, to see its fields and an example')
    .action((name: string | undefined, _: object, command: Command) =>
      within(command, (opened) => commands(io, opened.format, name)),
    )

  asked(
    'events',
    help.events,
    new Option('-f, --format <format>', 'form of the export').choices(eventFormats).default('jsonl'),
  )
    .option('--customer <code>', 'only what names this customer')
    .action((options: { customer?: string; format: EventFormat; rawCsv?: boolean }, command: Command) =>
      within(command, (opened) =>
        events(opened, { ...options, format: options.rawCsv === true ? 'raw-csv' : options.format }),
      ),
    )

  asked('tiers', help.tiers)
    .option('--as-of <date>', 'on which day (default: today)')
    .option('--region <code>', 'only this region')
    .addOption(
      new Option('--window <window>', 'the year that counts')
        .choices(['trailing-12-months', 'calendar-year'])
        .default('trailing-12-months'),
    )
    .option('--all', 'in the table, all customers of tier C too')
    .action((options: TiersOptions, command: Command) => within(command, (opened) => tiers(opened, options)))

  asked('due', help.due)
    .option('--as-of <date>', 'on which day (default: today)')
    .option(
      '--within <days>',
      "also what falls due within so many days (default: the policy's, 7)",
      wholeNumber,
    )
    .option('--region <code>', 'only customers whose home is this region')
    .option('--owner <code>', 'only customers of this salesperson')
    .action((options: DueOptions, command: Command) => within(command, (opened) => due(opened, options)))

  asked('kpis', help.kpis)
    .requiredOption('--period <period>', 'year, quarter or month: 2017, 2017-Q3 or 2017-11')
    .option('--region <code>', 'only this region')
    .option('--owner <code>', 'of this salesperson in place of the whole region')
    .action((options: KpisOptions, command: Command) => within(command, (opened) => kpis(opened, options)))

  asked('history', help.history)
    .addArgument(new Argument('<customer>', 'code of the customer'))
    .option(
      '--viewer <code>',
      'as this person may see it (default: the actor): personal data are for the account team and managers',
    )
    .action((customer: string, options: HistoryOptions, command: Command) =>
      within(command, (opened) => history(opened, customer, options)),
    )

  asked('rebuild', help.rebuild).action((_: object, command: Command) => within(command, rebuild))

  const store = program
    .command('store')
    .summary(help.storeSummary)
    .description('Looks after the place where events are kept.')
  asked('check', help.storeCheck, undefined, store).action((_: object, command: Command) =>
    within(command, storeCheck),
  )
  asked('backup', help.storeBackup, undefined, store)
    .argument('<file>', 'the copy, which must not be there yet')
    .action((file: string, _: object, command: Command) =>
      within(command, (opened) => storeBackup(opened, file)),
    )
  asked('copy', help.storeCopy, undefined, store)
    .argument('<from>', 'the store to copy, as --store names it')
    .argument('<to>', 'the store to copy into: an empty one, or one that an interrupted copy began')
    .action((from: string, to: string, _: object, command: Command) =>
      within(command, (opened) => storeCopy(opened, from, to)),
    )

  return program
}

const formatOption = (preset: NamedFormat = 'table'): Option =>
  new Option('-f, --format <format>', 'form of the answer').choices(formats).default(preset)

const collect = (value: string, before: ReadonlyArray<string>): ReadonlyArray<string> => [...before, value]

const wholeNumber = (text: string): number => {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('Write a whole number of days.')
  return Number(text)
}

const version = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const found: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : undefined
  return String(found)
}
