import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pageOf } from './clauses/page.ts'
import { coverageOf, packagesOf } from './clauses/tree.ts'

// Writes docs/policy-coverage.md from the tags in the code; `--check` only says whether it is up to date.

const root = join(import.meta.dirname, '..')
const page = join(root, 'docs/policy-coverage.md')
const text = pageOf(coverageOf(root), packagesOf(root))

if (!process.argv.includes('--check')) writeFileSync(page, text)
else if (readFileSync(page, 'utf8') !== text) {
  console.error('docs/policy-coverage.md is not what the code says: run pnpm coverage:policy.')
  process.exitCode = 1
}
