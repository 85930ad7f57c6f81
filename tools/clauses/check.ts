import type { Clause } from '../../packages/domain/src/policy/clauses.ts'
import { whyDescriptive } from './answers.ts'
import type { Home, NamedTest } from './tags.ts'

export type Coverage = {
  readonly clauses: ReadonlyArray<Clause>
  readonly homes: ReadonlyArray<Home>
  readonly tests: ReadonlyArray<NamedTest>
}

/** Everything the tags lack, a sentence each: a clause without home or test, or one that shares what should be its own. */
export const problemsOf = ({ clauses, homes, tests }: Coverage): ReadonlyArray<string> => {
  const musts = new Set(clauses.filter(({ force }) => force === 'must').map(({ clause }) => clause))
  const known = new Set(clauses.map(({ clause }) => clause))
  const mustsOf = ({ clauses: named }: { readonly clauses: ReadonlyArray<number> }) => [
    ...new Set(named.filter((clause) => musts.has(clause))),
  ]
  const strange = (what: string, { clauses: named }: { readonly clauses: ReadonlyArray<number> }) =>
    named
      .filter((clause) => !known.has(clause))
      .map((clause) => `${what} names clause ${clause}, which there is not.`)
  return [
    ...homes.flatMap((home) => strange(place(home), home)),
    ...tests.flatMap((test) => strange(quoted(test), test)),
    ...homes
      .filter((home) => mustsOf(home).length > 1)
      .map((home) => `${place(home)} is the home of several must clauses: ${mustsOf(home).join(', ')}.`),
    ...tests
      .filter((test) => mustsOf(test).length > 1)
      .map((test) => `${quoted(test)} names several must clauses: ${mustsOf(test).join(', ')}.`),
    ...clauses.flatMap(({ clause, force }) => {
      const at = homes.filter((home) => home.clauses.includes(clause))
      const by = tests.filter((test) => test.clauses.includes(clause))
      if (force === 'describes')
        return whyDescriptive.has(clause) ? [] : [`Clause ${clause} describes, and nothing says why.`]
      return [
        ...(at.length === 0 ? [`Clause ${clause} (${force}) has no home.`] : []),
        ...(by.length === 0 ? [`Clause ${clause} (${force}) has no test.`] : []),
        ...(force === 'must' ? ownHomeProblems(clause, at, mustsOf) : []),
        ...(force === 'must' && by.length > 0 && by.every((test) => mustsOf(test).length > 1)
          ? [`Clause ${clause} (must) has no test of its own.`]
          : []),
      ]
    }),
  ]
}

const ownHomeProblems = (
  clause: number,
  at: ReadonlyArray<Home>,
  mustsOf: (home: Home) => ReadonlyArray<number>,
): ReadonlyArray<string> => [
  ...at.filter(isNote).map((home) => `Clause ${clause} (must) is served by a general note: ${place(home)}.`),
  ...(at.length > 0 && at.every((home) => mustsOf(home).length > 1)
    ? [`Clause ${clause} (must) has no home of its own.`]
    : []),
]

/** A note about anything serves no clause; that of a negotiation is a thing of its own. */
const isNote = ({ name }: Home): boolean => /Note$/.test(name) && !name.startsWith('Negotiation')

const place = ({ file, name }: Home): string => `${name} (${file})`
const quoted = ({ file, title }: NamedTest): string => `The test "${title}" (${file})`

/** The homes that are one must clause's alone: what a proof by deletion deletes. */
export const ownHomes = (clause: number, { clauses, homes }: Coverage): ReadonlyArray<Home> => {
  const musts = new Set(clauses.filter(({ force }) => force === 'must').map((each) => each.clause))
  return homes.filter(
    (home) =>
      home.clauses.includes(clause) && home.clauses.every((each) => each === clause || !musts.has(each)),
  )
}
