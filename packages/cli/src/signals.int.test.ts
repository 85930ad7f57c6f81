import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeLedger } from '../bench/generate-ledger.ts'
import { openWorkplace, type Workplace } from './testing/test-io.ts'

// Nothing here measures time: a command that a signal does not end never ends, and then the test does not either. Each process is
// the command line itself, for only a process can be sent a signal, block on a pipe, or hang in its end.

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

let place: Workplace
let silent: Server
beforeAll(async () => {
  place = await openWorkplace()
  await writeLedger(place.path('ledger.csv'), { lines: 1_500, customers: 900, seed: 7 })
  await place.kehu(['import', 'purchases', 'ledger.csv'])
  // A server that takes every connection and never says a word.
  silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(silent, 'listening')
})
afterAll(async () => {
  silent.close()
  await place.leave()
})

type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

const started = (args: ReadonlyArray<string>) =>
  spawn(process.execPath, [main, ...args], { cwd: place.directory })

/** As a shell shows it: 128 and the signal's number for a process that died of it. */
const codeOf = ({ code, signal }: Ended): number | null =>
  signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : code

const endOf = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })))

const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const

const exports: ReadonlyArray<ReadonlyArray<string>> = ['jsonl', 'csv', 'table', 'json'].map((format) => [
  ...['events', '--format', format],
])

describe.each(signals)('%s', (signal, code) => {
  test.each(exports.map((args) => ({ args })))(
    'ends $args while it prints into a pipe that nobody drains',
    async ({ args }) => {
      const child = started(args)
      const ended = endOf(child)
      // It has begun to print, and nobody reads on: the pipe is full, or soon will be.
      await once(child.stdout, 'readable')
      child.kill(signal)
      expect(codeOf(await ended)).toBe(code)
    },
  )

  test('ends a command that waits for the next line, and for a file that has no end', async () => {
    const waiting = started(['record', '-'])
    const ended = endOf(waiting)
    waiting.stdin.write(`${JSON.stringify({ type: 'Nothing' })}\n`)
    await once(waiting.stdout, 'data')
    waiting.kill(signal)
    expect(codeOf(await ended)).toBe(code)

    execFileSync('mkfifo', [place.path(`endless-${signal}.csv`)])
    const reading = started([
      '--store',
      `endless-${signal}.db`,
      'import',
      'purchases',
      `endless-${signal}.csv`,
    ])
    const end = endOf(reading)
    // Returns when the other side has opened it too: then it waits for what is never written.
    const writer = await new Promise<number>((resolve) =>
      setImmediate(() => resolve(openSync(place.path(`endless-${signal}.csv`), 'r+'))),
    )
    let err = ''
    reading.stderr.on('data', (said) => {
      err += String(said)
    })
    await until(reading, `endless-${signal}.db`)
    reading.kill(signal)
    expect(codeOf(await end)).toBe(code)
    expect(err).toContain('Interrupted')
    closeSync(writer)
  })

  test.each(['postgres', 'esdb'])('ends a command whose %s store does not answer', async (scheme) => {
    const { port } = silent.address() as AddressInfo
    const store =
      scheme === 'postgres' ? `postgres://li@127.0.0.1:${port}/kehu` : `esdb://127.0.0.1:${port}?tls=false`
    const asked = once(silent, 'connection')
    const child = started(['--store', store, 'tiers'])
    const ended = endOf(child)
    let err = ''
    child.stderr.on('data', (said) => {
      err += String(said)
    })
    await asked
    child.kill(signal)
    expect(codeOf(await ended)).toBe(code)
    expect(err).toContain('Interrupted')
  })

  test('ends an import in order: it says what is stored, and the same import goes on from there', async () => {
    const store = `cut-${signal}.db`
    const child = started(['--store', store, 'import', 'purchases', 'ledger.csv'])
    const ended = endOf(child)
    let err = ''
    child.stderr.on('data', (said) => {
      err += String(said)
    })
    await until(child, store)
    child.kill(signal)
    expect(codeOf(await ended)).toBe(code)
    expect(err).toContain('Interrupted')
    const again = await place.kehu([
      '--store',
      store,
      'import',
      'purchases',
      'ledger.csv',
      '--format',
      'json',
    ])
    expect(JSON.parse(again.out)).toMatchObject({ read: 1_500, refused: 0 })
  })
})

/** Until its store is there: then it handles signals, for it did before it opened anything. */
const until = async (child: ChildProcess, store: string): Promise<void> => {
  const there = async () => (await place.kehu(['--store', store, 'store', 'check'])).exitCode === 0
  while (child.exitCode === null && child.signalCode === null && !(await there()))
    await new Promise((resolve) => setTimeout(resolve, 20))
}
