import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeLedger } from '../bench/generate-ledger.ts'
import { json, openWorkplace, type Workplace } from './testing/test-io.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

let place: Workplace
beforeAll(async () => {
  place = await openWorkplace()
  await writeLedger(place.path('ledger.csv'), { lines: 6_000, customers: 120, seed: 7 })
})
afterAll(() => place.leave())

const started = (store: string, ...args: ReadonlyArray<string>) =>
  spawn(process.execPath, [main, '--store', store, ...args], {
    cwd: place.directory,
  })

const importing = (store: string) => [
  '--store',
  store,
  'import',
  'purchases',
  'ledger.csv',
  '--format',
  'json',
]

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

const until = async (fact: () => boolean): Promise<void> => {
  while (!fact()) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** What two stores must agree on: their lines, and the digests of all that follows from them. */
const stateOf = async (store: string) => {
  const rebuilt = await place.kehu(['--store', store, 'rebuild', '--format', 'json'])
  expect(rebuilt.exitCode).toBe(0)
  return JSON.stringify(json(rebuilt)).match(/"(events|digest)":("[0-9a-f]{64}"|\d+)/g)
}

describe('an import that is cut off', () => {
  test('by kill -9 and begun again ends as one that was left alone', async () => {
    await place.kehu(importing('whole.db'))
    const whole = await stateOf('whole.db')
    expect(whole?.[0]).toBe('"events":6004')

    let cutOff = 0
    for (const bytes of [200_000, 900_000]) {
      const child = started('cut.db', 'import', 'purchases', 'ledger.csv')
      const ended = new Promise<NodeJS.Signals | null>((resolve) =>
        child.on('exit', (_, signal) => resolve(signal)),
      )
      await until(
        () =>
          sizeOf(place.path('cut.db')) + sizeOf(place.path('cut.db-wal')) > bytes || child.exitCode !== null,
      )
      child.kill('SIGKILL')
      if ((await ended) === 'SIGKILL') cutOff += 1
    }
    expect(cutOff).toBeGreaterThan(0)
    const last = json(await place.kehu(importing('cut.db')))
    expect(last).toMatchObject({ read: 6_000, refused: 0, gained: { documents: 0 } })
    expect(await stateOf('cut.db')).toEqual(whole)
  })

  test('by Ctrl-C says so, leaves a sound store, and the same import goes on from there', async () => {
    const child = started('stopped.db', 'import', 'purchases', 'ledger.csv')
    let err = ''
    child.stderr.on('data', (chunk) => {
      err += String(chunk)
    })
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
    await until(() => sizeOf(place.path('stopped.db-wal')) > 100_000 || child.exitCode !== null)
    child.kill('SIGINT')
    expect(await ended).toBe(130)
    expect(err).toContain('goes on from there')
    expect(json(await place.kehu(importing('stopped.db')))).toMatchObject({ read: 6_000, refused: 0 })
    expect(await stateOf('stopped.db')).toEqual(await stateOf('whole.db'))
  })

  test('a pipe that is closed, as by head, ends an export in quiet', async () => {
    const child = started('whole.db', 'events')
    let err = ''
    child.stderr.on('data', (chunk) => {
      err += String(chunk)
    })
    child.stdout.once('data', () => child.stdout.destroy())
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(0)
    expect(err).toBe('')
  })
})
