import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { coverageOf } from './clauses/tree.ts'
import { bookOf } from './commands/book.ts'
import { pageOf } from './commands/page.ts'

// Writes docs/commands.md from the aggregates' descriptions; `--check` only says whether it is up to date.

const root = join(import.meta.dirname, '..')
const page = join(root, 'docs/commands.md')
const homes = coverageOf(root).homes.filter(({ kind }) => kind === 'command')
const text = pageOf(
  bookOf(root, (command) => homes.filter(({ name }) => name === command).flatMap(({ clauses }) => clauses)),
)

if (!process.argv.includes('--check')) writeFileSync(page, text)
else if (readFileSync(page, 'utf8') !== text) {
  console.error('docs/commands.md is not what the code says: run pnpm docs:commands.')
  process.exitCode = 1
}
