import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { openKehu } from '../packages/kehu/src/index.ts'
import { subjects } from './streams/subjects.ts'
import { quantile, table } from './streams/table.ts'

// `pnpm bench:streams [--store NAME] [--count 2000]`: that many purchases of one customer at once, half of them by each of two
// processes, on each store. Takes about two minutes.
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
console.log(table(['store', 'stored', 'refused', 'stored a second', 'median wait, ms', 'p99, ms'], rows))
