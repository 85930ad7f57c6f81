import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const repository = join(import.meta.dirname, '..')
const root = mkdtempSync(join(tmpdir(), 'kehu-lint-'))
afterAll(() => rmSync(root, { recursive: true }))

for (const file of ['biome.json', '.gitignore', 'tools/no-clock-no-chance.grit'])
  cpSync(join(repository, file), join(root, file), { recursive: true })

/** How many of the lines Biome refuses, when they stand in this file. */
const refused = (file: string, lines: readonly string[]) => {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), lines.map((line, i) => `export const x${i} = ${line}\n`).join(''))
  const biome = join(repository, 'node_modules/.bin/biome')
  const { stdout, stderr } = spawnSync(biome, ['lint', '--reporter=github', file], {
    cwd: root,
    encoding: 'utf8',
  })
  return new Set(Array.from(`${stdout}${stderr}`.matchAll(/^::error.*?line=(\d+)/gm), ([, line]) => line))
    .size
}

const impure = [
  'new Date()',
  'Date.now()',
  'globalThis.Date.now()',
  'Math.random()',
  'performance.now()',
  'crypto.randomUUID()',
  'randomUUID()',
  'Temporal.Now.plainDateISO()',
]

test.each(['domain', 'projection', 'projection-tiers'])('%s knows no clock and no chance', (name) => {
  expect(refused(`packages/${name}/src/planted.ts`, impure)).toBe(impure.length)
  expect(refused(`packages/${name}/src/pure.ts`, ['Math.min(1, 2)', 'Temporal.PlainDate.from(d)'])).toBe(0)
})

test('tests and the packages that own a clock may', () => {
  expect(refused('packages/domain/src/planted.test.ts', impure)).toBe(0)
  expect(refused('packages/kehu/src/planted.ts', impure)).toBe(0)
})
