import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// What makes everything harmless that reaches a terminal is one file; this holds that nobody goes past it.

const sources = join(import.meta.dirname, '..')
const passes = {
  /** The place itself. */
  'output/terminal.ts': /stream\.write/,
  /** Draws a bar of its own words and numbers, with the escapes that move it. */
  'output/progress.ts': /stream: io\.err/,
  /** An old Node can import nothing. */
  'main.ts': /process\.stderr\.write/,
  'io.ts': /process\.std(out|err)/,
}
const writing =
  /process\.(stdout|stderr)|console\.|\b(out|err|stream|terminal)\.(write|end)\(|\.pipe\(\s*(io|out|err|process)\b|stream: io\.|\bwriteSync\(/

const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !/\.test\.ts$|^testing\//.test(file),
)

test('everything that is written to a terminal passes through one place', () => {
  expect(files.length).toBeGreaterThan(40)
  const found = files.filter((file) => {
    const code = readFileSync(join(sources, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    return writing.test(code)
  })
  expect(found.sort()).toEqual(Object.keys(passes).sort())
  for (const [file, what] of Object.entries(passes))
    expect(readFileSync(join(sources, file), 'utf8')).toMatch(what)
})
