import { exitCodesHelp } from './exit-codes.ts'
import { columns } from './import/columns.ts'
import { locationsHelp } from './store/location.ts'

export const defaultStore = 'kehu.db'
/** Said of whoever gives no name: a code of nobody in particular. */
export const defaultActor = 'cli'
export const defaultTimeZone = 'Asia/Shanghai'

export type CommandHelp = { readonly summary: string; readonly description: string; readonly after: string }

export const description = `Kehu (客户, customer) makes a regional customer management policy executable: facts go in, and who is
an A, B or C customer, who is to be contacted by when, and what a period was worth come out, for any
date, with the reason.`

export const store = `where events are kept: ${locationsHelp} (env KEHU_STORE; default ${defaultStore} in the working directory)`
export const asOperator =
  'as whoever runs the store: nothing is withheld and nothing forbidden (the actor is still written down)'
export const actor = `who does this: an opaque code, never a person's name (env KEHU_ACTOR; default "${defaultActor}")`

export const rawCsv = 'as --format csv with every cell as it is, for programs'

export const afterProgram = `
Examples:
  kehu import purchases orders.csv                    take in an order book
  kehu tiers --as-of 2026-03-31                       who is A, B or C in each region, and why
  kehu due --within 14 --owner U-07                   whom U-07 has to contact within two weeks
  kehu kpis --period 2026-Q1                          scores of a quarter
  kehu history C-1001                                 everything recorded of a customer
  kehu record --example | kehu record -               record commands, one a line
  kehu --store sqlite:/data/kehu.db rebuild           read models again from the log, compared

Answers go to stdout, everything else to stderr. Every answer can be had with --format table, json or
csv. Files are looked for in the working directory.

CSV is made for spreadsheets: a cell that one would run as a formula (it begins with = + - @, a tab or
their full-width forms, and is no number) gets an apostrophe before it; rejects files too, and reading
them takes it away again. --raw-csv gives every cell as it is, for programs. Whatever was stored, no
control character reaches the terminal: it is shown as \\u{1b}, in JSON as \\u001b.

${exitCodesHelp}

kehu COMMAND --help says more of each.`

export const importPurchases: CommandHelp = {
  summary: 'take in an order book from a CSV file',
  description: `Takes in an order book, a line a purchase. Importing a file again appends nothing; a file that has
grown appends what is new. Rows that cannot be taken in go to a rejects file with line number and
reason, all others are imported (exit code 3): mend them there and import the rejects file.`,
  after: `
Columns (other headings with --map; those not listed are left alone):
${Object.entries(columns)
  .map(([name, text]) => `  ${name.padEnd(14)} ${text}`)
  .join('\n')}

  Amounts are plain decimal numbers (1234.50, -12.5); each is rounded to minor units, half to even,
  and the report says what rounding added. --map COLUMN= leaves out a column that the file has.

Which line is which:
  A row with a line number is known by ledger, document and line; said again with other content it is
  refused as LineDiffers. A row without is known by all it says and the how-manieth such row it is;
  never by its place. The ledger is named by --source, otherwise "main": name each where you take in
  more than one, for two ledgers may number their documents alike, and keep its name.

Regions that are new are opened, with --time-zone and the currency of their rows.

Examples:
  kehu import purchases orders.csv
  kehu import purchases export.csv --source erp --map occurred_on="Order Date" \\
      --map net_amount=Sales --map region=Region --currency USD
  kehu import purchases shop.csv --region Online --map cost_amount= --map profit_amount=Profit`,
}

export const record: CommandHelp = {
  summary: 'record commands: contacts, complaints, opportunities, targets, …',
  description: `Records commands, one JSON object a line, in their order; says what became of each on a line of its
own. A refused one does not stop the rest (exit code 3).`,
  after: `
A line is the command itself: "type", "occurredOn" and the command's own fields (kehu commands). Next
to them it may say
  "commandId"         the same id again is the same command: it is not recorded twice
  "expectedRevision"  refuse with Conflict unless the stream is at this revision (null: does not exist)

A command without commandId gets one derived from the source (the file's name, or --source), what the
command says, and the how-manieth such command of the file it is. So recording a file again, or one
that has grown, repeats nothing ("repeated": true); the same command twice in a file is meant twice.

Examples:
  kehu record --example > first.jsonl
  kehu record first.jsonl --format table
  kehu record --historical ten-years.jsonl            facts of long ago`,
}

export const commands: CommandHelp = {
  summary: 'what kehu record takes: every command, or the fields of one',
  description: 'Lists the commands that kehu record takes, or the fields of one of them with an example.',
  after: `
Examples:
  kehu commands
  kehu commands RecordContact`,
}

export const events: CommandHelp = {
  summary: 'export what is stored',
  description: 'Exports the events in the order of the log, one a line, with all their metadata.',
  after: `
Examples:
  kehu events > backup.jsonl
  kehu events --customer C-1001 | head`,
}

export const tiers: CommandHelp = {
  summary: 'who is A, B or C in each region as of a date, and why (policy 3.2)',
  description: `Grades every customer of every region by its share of the region's net sales, as of any date.`,
  after: `
The window is the twelve months that end on the day, or the calendar year up to it. Sales without
customer count in the region's total. An assigned tier is shown beside the computed one.

Examples:
  kehu tiers --as-of 2017-12-31
  kehu tiers --as-of 2017-12-31 --region West --format csv > tiers.csv
  kehu tiers --window calendar-year --format json`,
}

export const due: CommandHelp = {
  summary: 'whom to contact by when (policy 5.1)',
  description: 'Lists the contacts that are overdue, due, or fall due soon, as of any date.',
  after: `
Examples:
  kehu due
  kehu due --as-of 2017-12-31 --within 30 --region West
  kehu due --owner U-07 --format csv > this-week.csv`,
}

export const kpis: CommandHelp = {
  summary: 'key figures and scores of a period (policy 8.1)',
  description: 'Key figures of a calendar period and their scores against the targets that were set.',
  after: `
Examples:
  kehu kpis --period 2017
  kehu kpis --period 2017-Q3 --region West
  kehu kpis --period 2017-11 --owner U-07 --format json`,
}

export const history: CommandHelp = {
  summary: 'everything recorded of a customer',
  description: 'Everything recorded of a customer, its complaints and opportunities included, by date.',
  after: `
Examples:
  kehu history C-1001
  kehu history C-1001 --format json`,
}

export const rebuild: CommandHelp = {
  summary: 'every read model again from the log',
  description: `Folds every read model again from the log, beside the live ones, compares them and replaces the live
ones. The same events give the same digests, every time and on every machine.`,
  after: `
Examples:
  kehu rebuild
  kehu rebuild --format json`,
}

export const storeSummary = 'check, back up or copy what is stored'

export const storeCheck: CommandHelp = {
  summary: 'whether everything stored is whole and can be read',
  description: `Reads the whole log and says what is wrong with it: revisions that do not follow one another, ids that
occur twice, events that this Kehu cannot read; of a SQLite store also damaged pages and missing
positions. Changes nothing.`,
  after: `
Examples:
  kehu store check
  kehu --store postgres://kehu@db.example/kehu store check --format json`,
}

export const storeBackup: CommandHelp = {
  summary: 'copy a SQLite store to a file while it is used',
  description: `Copies a SQLite store as it is at one moment, while others write to it. The file appears when it is whole.`,
  after: `
Examples:
  kehu store backup /backups/kehu-2026-03-31.db
  kehu --store /backups/kehu-2026-03-31.db tiers     a copy is a store like any other`,
}

export const storeCopy: CommandHelp = {
  summary: 'copy a log from any store into any other',
  description: `Copies every event in the order of the log, with its id, its metadata and both its times, then folds
every read model from either log and compares their digests. Interrupted or killed, the same command
goes on from there; run again later, it copies what has come since.`,
  after: `
Examples:
  kehu store copy kehu.db postgres://kehu@db.example/kehu
  kehu store copy esdb://db.example:2113 sqlite:laptop.db`,
}
