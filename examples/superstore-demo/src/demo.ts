import { rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  counted,
  dueTable,
  type ExitCode,
  exitCodes,
  type Io,
  parseLocation,
  remark,
  runCli,
  styleOf,
  title,
  withStore,
  write,
} from '@kehu/cli'
import { type Kehu, openKehu } from '@kehu/kehu'
import { openSqliteStore } from '@kehu/store-sqlite'
import { right } from 'fp-ts/lib/Either.js'
import { importArgs, lastDay } from './order-book.ts'
import { showScores } from './show-scores.ts'
import { showStates, showYears } from './show-tiers.ts'
import { type Played, simulate } from './simulate.ts'
import { sure } from './sure.ts'

export const stores = { regions: 'kehu-demo.db', states: 'kehu-demo-states.db' } as const

/** To try next; each is run by the tests. */
export const tryNext = (customer: string): ReadonlyArray<ReadonlyArray<string>> => [
  ['--store', stores.states, 'tiers', '--as-of', lastDay, '--region', 'Delaware'],
  ['--store', stores.regions, 'history', customer],
  ['--store', stores.regions, 'kpis', '--period', '2017', '--region', 'West'],
]

/** A real order book from import to scores, in the directory of `io`. */
export const demo = async (io: Io): Promise<ExitCode> => {
  const began = performance.now()
  const style = styleOf(io)
  const say = (...lines: ReadonlyArray<string>) => write(io.out, `${lines.join('\n')}\n`)
  const part = (text: string) =>
    say('', title(style, `━━ ${text} ${'━'.repeat(Math.max(3, 76 - text.length))}`), '')
  const clean = Object.values(stores).flatMap((store) =>
    ['', '-wal', '-shm'].map((suffix) => join(io.cwd, store + suffix)),
  )
  for (const file of clean) rmSync(file, { force: true })

  await say(
    'Kehu on a real order book: who is A, B or C, whom to contact by when, and what a year was worth.',
  )
  await part('1. The order book, by sales region')
  const imported = await runCli(['--store', stores.regions, ...importArgs('Region')], io)
  if (imported !== exitCodes.ok) return imported

  await part('2. Tiers on the last day of each year')
  await read(io, stores.regions, async (kehu) => say(await showYears(kehu, style)))

  await part('3. The same book by state')
  await say(
    'Regions so large leave nobody with a tenth of their sales. Cut by state, there is more to see:',
    '',
  )
  const again = await runCli(['--store', stores.states, ...importArgs('State')], io)
  if (again !== exitCodes.ok) return again
  await say('')
  await read(io, stores.states, async (kehu) => say(await showStates(kehu, style)))

  await part('4. A year of care (SIMULATED)')
  const played = await playYear(io)
  await say(...describe(played), '')
  await read(io, stores.regions, async (kehu) => say(await dueList(kehu, style)))

  await part('5. Scores of 2017 (contacts, answers, complaints and targets SIMULATED)')
  await read(io, stores.regions, async (kehu) => say(await showScores(kehu, style, '2017')))

  await part('Try next')
  const [first] = played.customers
  for (const args of tryNext(first ?? '')) await say(`  npx --yes pnpm@12 kehu ${args.join(' ')}`)
  await say('', remark(style, `Done in ${((performance.now() - began) / 1_000).toFixed(1)} s.`))
  return exitCodes.ok
}

const read = async (io: Io, store: string, work: (kehu: Kehu) => Promise<unknown>): Promise<void> => {
  const location = sure(parseLocation(store, io.cwd))
  sure(
    await withStore(io, location, 'read', async ({ kehu }) => {
      await work(kehu)
      return right(undefined)
    }),
  )
}

/** The deciders go by a clock of their own; the store keeps the time at which it really learned of each event. */
const playYear = async ({ cwd, clock, newId }: Io): Promise<Played> => {
  const store = sure(await openSqliteStore({ path: join(cwd, stores.regions), clock, newId })())
  let now = clock()
  try {
    return await simulate(
      openKehu({ store, readModels: store.readModels, clock: () => now, newId }),
      (millis) => {
        now = millis
      },
    )
  } finally {
    await store.close()
  }
}

const describe = ({ commands, customers, events, refused }: Played): ReadonlyArray<string> => {
  const of = (...types: ReadonlyArray<string>) =>
    types.reduce((sum, type) => sum + (events.get(type) ?? 0), 0)
  const [example] = refused
  return [
    'The book knows purchases only. So a year is played on its largest customers, the same at every run;',
    `each command is decided on its own day: ${counted(commands, 'command')} about ${counted(customers.length, 'customer')}.`,
    `  ${counted(of('ContactRecorded'), 'contact')}, ${counted(of('SatisfactionRecorded'), 'answer')}, ${counted(of('TierAssigned'), 'assigned tier')}, ${counted(of('TargetSet'), 'target')}`,
    `  ${counted(of('ComplaintReceived'), 'complaint')}: ${of('ComplaintClosed')} closed, ${of('ComplaintRejected')} rejected, ${of('ComplaintWithdrawn')} withdrawn`,
    `  ${counted(of('OpportunityIdentified'), 'opportunity', 'opportunities')}: ${of('DeliveryRecorded')} delivered, ${of('OpportunityLost')} lost`,
    ...(example === undefined
      ? []
      : [
          `  ${counted(refused.length, 'command')} refused by the rules, such as ${example.command.type}:`,
          `  ${example.error.message.split(': ').join(':\n  ')}`,
        ]),
  ]
}

const dueShown = 12

const dueList = async (kehu: Kehu, style: Parameters<typeof dueTable>[0]): Promise<string> => {
  const items = sure(await kehu.due({ asOf: lastDay })())
  const owned = items.filter(({ owner }) => owner !== null)
  const never = items.length - owned.length
  const shown =
    owned.length > dueShown ? `The first ${dueShown} of ${owned.length} customers` : 'All customers'
  return [
    dueTable(style, lastDay, owned.slice(0, dueShown)),
    remark(
      style,
      `${shown} of the simulation. The book’s other ${never} were never contacted: kehu due lists them too.`,
    ),
  ].join('\n')
}
