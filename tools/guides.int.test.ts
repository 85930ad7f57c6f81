import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// A guide is run from top to bottom by a newcomer, and so by this test: code blocks with a file's name are written,
// `kehu` commands are run in that directory, and `exit=` says how they are expected to end.

const guides = fileURLToPath(new URL('../docs/guides/', import.meta.url))
const kehu = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url))
const block = /^```(\S+)(?: (\S+))?\n([\s\S]*?)^```/gm

const text = (guide: string): string => readFileSync(join(guides, guide), 'utf8')
const toRun = readdirSync(guides).filter((guide) => text(guide).includes('```sh'))

test.each(toRun)('%s: every command ends as the page says', (guide) => {
  const directory = mkdtempSync(join(tmpdir(), 'kehu-guide-'))
  let commands = 0
  for (const [, language, label = '', code = ''] of text(guide).matchAll(block)) {
    if (language !== 'sh') {
      writeFileSync(join(directory, label), code)
      continue
    }
    for (const command of code.trim().split('\n')) {
      const args = command.split(' ').slice(1)
      const { status, stdout, stderr } = spawnSync(process.execPath, [kehu, ...args], {
        cwd: directory,
        encoding: 'utf8',
      })
      expect([command, status, stderr]).toEqual([
        command,
        Number(label.split('=')[1] ?? 0),
        expect.any(String),
      ])
      expect(stdout + stderr).not.toBe('')
      commands += 1
    }
  }
  expect(commands).toBeGreaterThan(5)
  rmSync(directory, { recursive: true })
})

const repository = fileURLToPath(new URL('../', import.meta.url))

test.each(['README.md', 'README.zh-CN.md'])(
  '%s: its lines of the command line answer, on what a fresh clone has',
  (page) => {
    const lines = [
      ...readFileSync(join(repository, page), 'utf8').matchAll(/^npx --yes pnpm@12 kehu (.*)$/gm),
    ]
    expect(lines).toHaveLength(6)
    const directory = mkdtempSync(join(tmpdir(), 'kehu-readme-'))
    cpSync(join(repository, 'examples/order-book'), join(directory, 'examples/order-book'), {
      recursive: true,
    })
    for (const [, line = ''] of lines) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [kehu, ...line.split(' ')], {
        cwd: directory,
        encoding: 'utf8',
      })
      // Whoever opens a region is told that it is open to all.
      const told = stderr.replace(/^\d+ regions? (?:is|are) open to all .*\n$/, '')
      expect([line, status, told]).toEqual([line, 0, ''])
      expect(stdout.split('\n').length).toBeGreaterThan(1)
    }
    rmSync(directory, { recursive: true })
  },
)

// A guide for developers shows files of an example, which has tests of its own.
const shown = /<!-- from (\S+) -->\n\n```ts\n([\s\S]*?)\n```/g
const showing = readdirSync(guides).flatMap((guide) =>
  [...text(guide).matchAll(shown)].map(([, path = '', code = '']) => ({ guide, path, code })),
)

test('there are guides to run and guides that show', () => {
  expect(toRun.length).toBeGreaterThanOrEqual(1)
  expect(showing.length).toBeGreaterThanOrEqual(4)
})

test.each(showing)('$guide shows $path as it is compiled and run', ({ path, code }) => {
  expect(code).toBe(readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8').trim())
})
