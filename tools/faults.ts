import { parseArgs } from 'node:util'
import { diskFull } from './faults/disk-full.ts'
import { isClean, type Verdict } from './faults/judge.ts'
import { cuts, kills, restarts } from './faults/runs.ts'
import { subjects } from './faults/subjects.ts'

// `pnpm faults [--store NAME] [--seed N] [--share 0.1]`: kills writers and servers, cuts connections and fills disks under
// each durable store, and compares what was acknowledged with what is stored. Takes about a quarter of an hour.
const { values } = parseArgs({
  options: {
    store: { type: 'string', multiple: true },
    seed: { type: 'string', default: '20261125' },
    /** A part of the usual number of faults. */
    share: { type: 'string', default: '1' },
  },
})
const seed = Number(values.seed)
const share = (count: number) => Math.max(2, Math.ceil(count * Number(values.share)))

type Line = { readonly store: string; readonly fault: string; readonly count: number } & Verdict
const lines: Line[] = []
const say = (text: string) => process.stderr.write(text)

const attack = async (
  store: string,
  fault: string,
  count: number,
  run: (tell: (done: number) => void) => Promise<Verdict>,
) => {
  const verdict = await run((done) => say(`\r${store}, ${fault}: ${done} of ${count} `))
  say(`\r${store}, ${fault}: ${count}, ${isClean(verdict) ? 'clean' : 'NOT CLEAN'}          \n`)
  lines.push({ store, fault, count, ...verdict })
}

for (const [store, open] of Object.entries(subjects)) {
  if (values.store !== undefined && !values.store.includes(store)) continue
  const subject = await open()
  try {
    const { restart, behind } = subject
    await attack(store, 'kill -9 of a writer', share(200), (tell) => kills(subject, share(200), seed, tell))
    if (restart !== undefined) {
      await attack(store, 'kill -9 of the server', share(50), (tell) =>
        restarts(subject, share(50), seed, tell),
      )
    }
    if (behind !== undefined) {
      await attack(store, 'connection cut mid-append', share(50), (tell) =>
        cuts(subject, share(50), seed, tell),
      )
    }
  } finally {
    await subject.remove()
  }
  const fill = diskFull[store]
  if (fill !== undefined) await attack(store, 'disk full', 1, () => fill())
}

const columns = [
  'store',
  'fault',
  'count',
  'acknowledged',
  'events',
  'lost',
  'half',
  'duplicates',
  'gaps',
] as const
process.stdout.write(`Seed ${seed}.\n\n| ${columns.join(' | ')} |\n|${columns.map(() => '---|').join('')}\n`)
for (const line of lines)
  process.stdout.write(`| ${columns.map((name) => line[name].toLocaleString('en')).join(' | ')} |\n`)
if (!lines.every(isClean)) process.exitCode = 1
