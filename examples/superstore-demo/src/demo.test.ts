import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { type Io, runCli } from '@kehu/cli'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demo } from './demo.ts'

let directory: string
let shown: string
let seconds: number

const io = (said: string[]): Io => ({
  in: Readable.from([]),
  out: new Writable({
    write: (chunk, _, done) => {
      said.push(String(chunk))
      done()
    },
  }),
  // Nothing may go wrong; that regions are open to all is said as they are opened.
  err: new Writable({
    write: (chunk, _, done) => done(/open to all/.test(String(chunk)) ? null : new Error(String(chunk))),
  }),
  cwd: directory,
  env: {},
  clock: Date.now,
  newId: () => crypto.randomUUID(),
  signal: new AbortController().signal,
})

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kehu-demo-'))
  const said: string[] = []
  const began = process.cpuUsage()
  expect(await demo(io(said))).toBe(0)
  // Not by the clock on the wall: other tests run beside this one.
  const { user, system } = process.cpuUsage(began)
  seconds = (user + system) / 1_000_000
  shown = said.join('')
})
afterAll(() => rm(directory, { recursive: true, force: true }))

describe('the demo', () => {
  test('imports every line of the book, twice, and rounds them alike', () => {
    expect(shown.match(/9,994 {2}appended/g)).toHaveLength(2)
    expect(shown.match(/added -0.2103 USD/g)).toHaveLength(2)
  })

  test('finds 53 A and 57 B by state on the last day', () => {
    expect(shown).toContain('53 A and 57 B in 49 states on 2017-12-31')
  })

  test('shows the end of every year, and why a tier came and went', () => {
    for (const year of [2014, 2015, 2016, 2017]) expect(shown).toContain(`${year}-12-31  West`)
    expect(shown).toMatch(/2014-03-18 to 2015-03-17 {2}A in South: 61.67 %.*\n.*then C: LAPSED/)
  })

  test('says which part is simulated; the rules refuse only what was meant to be refused', () => {
    expect(shown).toContain('SIMULATED')
    expect(shown).toMatch(/refused by the rules, such as ResolveComplaint/)
    expect(shown).toContain('Contacts due on 2017-12-31')
    expect(shown).toMatch(/Score +\d+ % +\d+ % +\d+ % +\d+ %/)
  })

  test('fits 100 columns, without colours where there is no terminal', () => {
    for (const line of shown.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100)
    expect(shown).not.toContain('\u001b')
  })

  test('ends with three commands that work', async () => {
    const commands = [...shown.matchAll(/^ {2}npx --yes pnpm@12 kehu (.*)$/gm)].map((found) => found[1] ?? '')
    expect(commands).toHaveLength(3)
    for (const command of commands) {
      const said: string[] = []
      expect(await runCli(command.split(' '), io(said))).toBe(0)
      expect(said.join('').split('\n').length).toBeGreaterThan(5)
    }
  })

  test('takes less than 20 seconds of this machine’s work', () => {
    expect(seconds).toBeLessThan(20)
  })
})
