import { answeredBy, notYetAnswered, whyDescriptive } from './answers.ts'
import type { Coverage } from './check.ts'

/** The page for people; written from the tags, so that it says what the code says. */
export const pageOf = ({ clauses, homes, tests }: Coverage, packages: ReadonlyArray<string>): string => {
  const answer = (clause: number): string => {
    const name = answeredBy.get(clause)
    if (name === undefined) return ''
    return packages.includes(name) && !notYetAnswered.has(clause)
      ? `[${name}](../packages/${name})`
      : `${name} *(to come)*`
  }
  const row = ({ clause, section, force, text }: (typeof clauses)[number]): string => {
    const at = homes
      .filter((home) => home.clauses.includes(clause))
      .map(({ file, name, kind }) => `[\`${name}\`](../${file}) (${kind})`)
    const by = tests
      .filter((test) => test.clauses.includes(clause))
      .map(({ file, title }) => `[${cell(title)}](../${file})`)
    return `| ${[clause, section, force, cell(text), list(at), list(by), answer(clause)].join(' | ')} |`
  }
  const chapters = Map.groupBy(clauses, ({ section }) => section.split('.')[0] ?? section)
  return [
    '# Where each clause of the policy is at home',
    '',
    'Written by `pnpm coverage:policy` from `@clause` tags in the code and `(clause N)` in the names of tests; do not edit.',
    'The wording of the clauses is ours. `pnpm coverage:prove` deletes the home of each must clause and expects its test to fail.',
    ...[...chapters].flatMap(([chapter, rows]) => [
      '',
      `## Chapter ${chapter}`,
      '',
      '| clause | section | force | text | home | test | answered by |',
      '|---|---|---|---|---|---|---|',
      ...rows.map(row),
    ]),
    '',
    '## Clauses that only describe',
    '',
    '| clause | why it has no rule of its own |',
    '|---|---|',
    ...clauses
      .filter(({ force }) => force === 'describes')
      .map(({ clause }) => `| ${clause} | ${whyDescriptive.get(clause) ?? ''} |`),
    '',
  ].join('\n')
}

const list = (items: ReadonlyArray<string>): string => [...new Set(items)].sort().join('<br>')

const cell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('[', '\\[').replaceAll(']', '\\]')
