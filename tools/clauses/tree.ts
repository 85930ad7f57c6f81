import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clauses } from '../../packages/domain/src/policy/clauses.ts'
import type { Coverage } from './check.ts'
import { homesIn, type Sources, testsIn } from './tags.ts'

/** What the sources of a working tree say of the clauses. */
export const coverageOf = (root: string): Coverage => {
  const sources: Sources = new Map(
    globSync('packages/*/src/**/*.ts', { cwd: root })
      .sort()
      .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
  )
  return { clauses, homes: homesIn(sources), tests: testsIn(sources) }
}

export const packagesOf = (root: string): ReadonlyArray<string> => readdirSync(join(root, 'packages'))
