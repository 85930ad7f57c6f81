import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// A guide is run from top to bottom by a newcomer, and so by this test: code blocks with a file's name are written,
// `kehu` commands are run in that directory, and `exit=` says how they are expected to end.

const guides = fileURLToPath(new URL('../docs/guides/', import.meta.url))
const kehu = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url))
const block = /^```(\S+)(?: (\S+))?\n([\s\S]*?)^```/gm

test.each(readdirSync(guides))(
  '%s: every command ends as the page says',
  (guide) => {
    const directory = mkdtempSync(join(tmpdir(), 'kehu-guide-'))
    const { INIT_CWD: _, ...env } = process.env
    let commands = 0
    for (const [, language, label = '', text = ''] of readFileSync(join(guides, guide), 'utf8').matchAll(
      block,
    )) {
      if (language !== 'sh') {
        writeFileSync(join(directory, label), text)
        continue
      }
      for (const command of text.trim().split('\n')) {
        const args = command.split(' ').slice(1)
        const { status, stdout, stderr } = spawnSync(process.execPath, [kehu, ...args], {
          cwd: directory,
          env,
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
  },
  120_000,
)
