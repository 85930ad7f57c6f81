import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8')

describe.each(['README.md', 'README.zh-CN.md'])('%s', (readme) => {
  test.each(['ten-lines.ts', 'service.ts'])('shows %s as it is compiled and run here', async (source) => {
    expect(await read(`../../../${readme}`)).toContain((await read(`./${source}`)).trim())
  })
})

test('the ten lines of the README run, and answer with a tier', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'kehu-readme-'))
  const script = fileURLToPath(new URL('./ten-lines.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [script], { cwd: directory })
  expect(stdout).toContain("tier: 'A'")
  expect(stdout).toContain('purchases: 1250000n')
  await rm(directory, { recursive: true })
})
