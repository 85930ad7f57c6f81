import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { openKehu } from '../packages/kehu/src/index.ts'
import { measureGrowth } from './streams/growing.ts'
import { subjects } from './streams/subjects.ts'
import { quantile, table } from './streams/table.ts'

// `pnpm bench:streams [--store NAME] [--count 2000]`: that many purchases of one customer at once, half of them by each of two
// processes, on each store; then one command on a stream of 20,000 events and on one of 200, in an SQLite file. Takes some
// minutes.
const { values } = parseArgs({
  options: { store: { type: 'string', multiple: true }, count: { type: 'string', default: '2000' } },
})
const count = Number(values.count)
const by = { actor: 'li.na', historical: true }

const rows: string[][] = []
for (const [name, open] of Object.entries(subjects)) {
  if (values.store !== undefined && !values.store.includes(name)) continue
  const subject = await open()
  try {
    const kehu = openKehu({ store: subject.store, clock: Date.now, newId: randomUUID })
    for (const command of [
      {
        type: 'OpenRegion',
        region: 'east',
        name: 'East',
        timeZone: 'Asia/Shanghai',
        currency: 'CNY',
        occurredOn: '2026-01-05',
      },
      {
        type: 'RegisterCustomer',
        customer: 'C',
        region: 'east',
        profile: { name: 'C' },
        occurredOn: '2026-01-06',
      },
    ]) {
      const answer = await kehu.executeUnknown(command, by)()
      if (answer._tag === 'Left') throw new Error(answer.left.message)
    }
    const both = await subject.twice('C', count / 2, 'P')
    const stored = both.reduce((sum, one) => sum + one.stored, 0)
    const refused = both.flatMap((one) => Object.entries(one.refused).map(([tag, n]) => `${n} ${tag}`))
    const seconds = Math.max(...both.map((one) => one.seconds))
    const waits = both.flatMap(({ waitsMs }) => waitsMs)
    rows.push([
      name,
      `${stored} of ${count}`,
      refused.join(', ') || 'none',
      (stored / seconds).toFixed(0),
      quantile(waits, 0.5).toFixed(0),
      quantile(waits, 0.99).toFixed(0),
    ])
  } finally {
    await subject.remove()
  }
  process.stderr.write(`${rows.at(-1)?.join(' · ')}\n`)
}
if (rows.length > 0)
  console.log(table(['store', 'stored', 'refused', 'stored a second', 'median wait, ms', 'p99, ms'], rows))

const lengths = [200, 20_000]
const costs = await measureGrowth(lengths, { warm: 400, cold: 15 })
const ways = [
  ['warm: the state is kept', 'warm'],
  ['cold: all events are read', 'cold'],
  ['cold, with a snapshot', 'snapshot'],
] as const
console.log(
  table(
    ['one command, median ms', ...lengths.map((length) => `${length.toLocaleString('en')} events`), 'ratio'],
    ways.map(([what, how]) => {
      const [short = Number.NaN, long = Number.NaN] = lengths.map((length) => costs.get(length)?.[how])
      return [what, short.toFixed(2), long.toFixed(2), (long / short).toFixed(2)]
    }),
  ),
)
