import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Clause, Force } from '../packages/domain/src/policy/clauses.ts'
import { ownHomes, problemsOf } from './clauses/check.ts'
import { pageOf } from './clauses/page.ts'
import { homesIn, testsIn } from './clauses/tags.ts'
import { coverageOf, packagesOf } from './clauses/tree.ts'

const root = join(import.meta.dirname, '..')

describe('the clauses of the policy', () => {
  const coverage = coverageOf(root)

  test('are all there, and the page says what the code says (pnpm coverage:policy)', () => {
    expect(coverage.clauses.map(({ clause }) => clause)).toEqual(Array.from({ length: 80 }, (_, i) => i + 1))
    const page = readFileSync(join(root, 'docs/policy-coverage.md'), 'utf8')
    expect(page === pageOf(coverage, packagesOf(root)), 'run pnpm coverage:policy').toBe(true)
    for (const { clause } of coverage.clauses) expect(page).toContain(`\n| ${clause} | `)
  })

  test('each have a home in the code and a test, the must clauses one of their own', () => {
    expect(problemsOf(coverage)).toEqual([])
  })
})

const clause = (number: number, force: Force): Clause => ({
  clause: number,
  section: '5.1-A',
  force,
  who: 'RS',
  text: `Clause ${number}`,
})
const commands = 'packages/domain/src/customer/commands.ts'
const examples = 'packages/domain/src/customer/customer.test.ts'
const code = `
export const commands = {
  /**
   * A call or a visit.
   * @clause 35
   * @clause 39
   */
  RecordContact: command('RecordContact', {}),
  /** @clause 36 */
  AdjustCadence: command('AdjustCadence', {}),
} as const
/** Not a tag: @clauses 35 */
export const other = 1
`
const proofs = `
test('a deep contact (clause 35)', () => {})
test.each([1])(\`more often (clause 39) after \${1} days\`, () => {})
it('another rhythm (clause 36)', () => {})
describe('not a test (clause 1)', () => {})
`
const clauses = [clause(35, 'must'), clause(36, 'must'), clause(39, 'may')]
const coverage = (source = code, tests = proofs) => {
  const sources = new Map([
    [commands, source],
    [examples, tests],
  ])
  return { clauses, homes: homesIn(sources), tests: testsIn(sources) }
}

describe('the checker', () => {
  test('reads tags of properties and declarations, and names of tests in any form', () => {
    const { homes, tests } = coverage()
    expect(homes.map(({ name, kind, clauses: tags }) => [name, kind, tags])).toEqual([
      ['RecordContact', 'command', [35, 39]],
      ['AdjustCadence', 'command', [36]],
    ])
    expect(tests.flatMap((each) => each.clauses)).toEqual([35, 39, 36])
    expect(problemsOf(coverage())).toEqual([])
    const rule = homesIn(
      new Map([['packages/domain/src/a.ts', '/** @clause 35 */\nexport const a = () => 1\n']]),
    )
    expect(rule).toMatchObject([{ name: 'a', kind: 'rule', clauses: [35] }])
  })

  test('a home is cut out with its docstring and its comma', () => {
    const [home] = ownHomes(36, coverage())
    if (home === undefined) throw new Error('clause 36 has a home')
    const left = code.slice(0, home.span[0]) + code.slice(home.span[1])
    expect(left).not.toContain('AdjustCadence')
    expect(left).toContain("RecordContact: command('RecordContact', {}),\n} as const")
  })

  const faults: ReadonlyArray<readonly [string, string, string, RegExp]> = [
    ['a missing tag', code.replace('@clause 36', ''), proofs, /^Clause 36 \(must\) has no home\.$/],
    ['a missing test', code, proofs.replace('(clause 39)', ''), /^Clause 39 \(may\) has no test\.$/],
    ['a shared home', code.replace('@clause 39', '@clause 36'), proofs, /several must clauses: 35, 36/],
    ['a shared test', code, proofs.replace('(clause 35)', '(clause 35) (clause 36)'), /names several must/],
    ['only a shared test', code, "test('x (clause 35) (clause 36)')", /36 \(must\) has no test of its own/],
    ['a general note', code.replace('AdjustCadence:', 'CustomerNote:'), proofs, /36 .* by a general note/],
    ['an unknown clause', code.replace('@clause 39', '@clause 81'), proofs, /clause 81, which there is not/],
  ]
  test.each(faults)('finds %s', (_, source, tests, sentence) => {
    expect(problemsOf(coverage(source, tests)).filter((problem) => sentence.test(problem))).toHaveLength(1)
  })

  test('wants a reason for a clause that describes', () => {
    const none = { clauses: [clause(2, 'describes')], homes: [], tests: [] }
    expect(problemsOf(none)).toEqual(['Clause 2 describes, and nothing says why.'])
    expect(problemsOf({ ...none, clauses: [clause(1, 'describes')] })).toEqual([])
  })

  test('says of a read model whether it is there', () => {
    const all = { ...coverage(), clauses: [clause(31, 'must'), ...clauses] }
    expect(pageOf(all, ['projection-contacts-due'])).toContain('projection-directory *(to come)*')
    expect(pageOf(all, ['projection-directory'])).toContain('[projection-directory](../packages/')
  })
})
