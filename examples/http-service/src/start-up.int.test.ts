import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRegions } from './open-regions.ts'
import { appoint, got, openRegion, sender, startOn } from './service.fixture.ts'

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))

let directory: string
const file = () => join(directory, 'kehu.db')
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kehu-start-'))
})
afterEach(() => rm(directory, { recursive: true }))

const run = (name: string, ...args: ReadonlyArray<string>) =>
  promisify(execFile)(process.execPath, [script(name), ...args], { cwd: directory })

test('each region is named in which nobody has been appointed, until somebody is, or all are governed', async () => {
  const { url, kehu, stop } = await startOn(file())
  const send = sender(() => url)
  const open = async () => got(await openRegions(kehu, false))
  expect(await open()).toEqual([])
  await send(openRegion)
  await send({ ...openRegion, region: 'west' })
  expect(await open()).toEqual([
    expect.stringMatching(/^Region east is open to all who have a token, .* let li\.na appoint its manager/),
    expect.stringMatching(/^Region west is open to all/),
  ])
  await send(appoint('li.na', 'manager'))
  expect(await open()).toEqual([expect.stringMatching(/^Region west/)])
  expect(got(await openRegions(kehu, true))).toEqual([expect.stringMatching(/^Every region is governed/)])
  await stop()
})

test('a service without tokens does not start, and says how to make one; with one it says what is open, and ends when asked', async () => {
  const before = await startOn(file())
  await sender(() => before.url)(openRegion)
  await before.stop()
  await expect(run('./main.ts')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^There is no file of tokens tokens\.txt: make one with/),
  })
  const token = (await run('./new-token.ts', 'li.na')).stdout.trim()

  const child = spawn(process.execPath, [script('./main.ts')], {
    cwd: directory,
    env: { ...process.env, PORT: '0', KEHU_REQUIRE_IF_MATCH: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', (...how) => resolve(how)))
  let printed = ''
  for await (const chunk of child.stdout) {
    printed += String(chunk)
    if (printed.includes('Listening')) break
  }
  expect(printed).toMatch(/^Region east is open to all who have a token.*\nListening on http:.*\n$/)
  const url = /http:\S+/.exec(printed)?.[0] ?? ''
  const refused = await sender(() => url)(openRegion, { authorization: `Bearer ${token}` })
  expect(refused.status).toBe(428)
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})
