import fc from 'fast-check'
import type { Aggregate } from '../../packages/domain/src/aggregate/aggregate.ts'
import { type Aggregates, aggregates } from '../../packages/domain/src/aggregates.ts'
import { arbitraryEventOf, arbitraryOf } from '../../packages/domain/src/testing/arbitrary-of.ts'
import { make, standardLeaves, withLeaves } from '../../packages/domain/src/testing/leaves.ts'
import {
  Code,
  ComplaintId,
  CustomerId,
  OpportunityId,
  RegionId,
} from '../../packages/domain/src/vocabulary/code.ts'
import type { CommandOf, EventDefinitions, EventOf } from '../../packages/domain/src/vocabulary/messages.ts'
import type { Roles } from '../../packages/domain/src/vocabulary/role.ts'
import { type Named, namedIn, untouchedIn } from './named.ts'

// What an aggregate says of its commands when it is asked: nothing here is read from the code.

export type Studied = {
  readonly category: string
  readonly commands: ReadonlyArray<StudiedCommand>
  readonly events: ReadonlyArray<string>
  /** The stages in which it was seen. */
  readonly stages: ReadonlySet<string>
}

export type StudiedCommand = {
  readonly name: string
  /** Only Kehu itself says it. */
  readonly internal: boolean
  readonly when: ReadonlyArray<string>
  readonly by: Roles
  /** A region's word that was given before stands for the actor's role there. */
  readonly mayBeAgreed: boolean
  readonly touches: ReadonlyArray<Named>
  /** What it names of somebody's and does not touch, as the names on the way to it. */
  readonly names: ReadonlyArray<string>
  /** Which of its facts may be left out. */
  readonly optional: ReadonlySet<string>
  /** What is said to it in each stage in which it may not be given. */
  readonly outOfTurn: ReadonlyMap<string, ReadonlySet<string>>
}

export const studyAll = (): { readonly [K in keyof Aggregates]: Studied } => ({
  customer: study(aggregates.customer),
  complaint: study(aggregates.complaint),
  opportunity: study(aggregates.opportunity),
  region: study(aggregates.region),
  regionSales: study(aggregates.regionSales),
})

type CommandTable = { readonly [type: string]: EventDefinitions[string]['data'] }

const study = <
  CD extends CommandTable,
  ID extends CommandTable,
  ED extends EventDefinitions,
  S,
  R extends { readonly _tag: string },
>(
  described: Aggregate<CD, ID, ED, S, R>,
): Studied => {
  type Command = CommandOf<CD> | CommandOf<ID>
  const { category, commands, internal, rules, events } = described
  const states = statesOf(described)
  const written: Readonly<Record<string, Pick<StudiedCommand, 'when' | 'by'>>> = rules
  const entries = [
    ...Object.entries(commands).map(([name, codec]) => ({ name, codec, internal: false })),
    ...Object.entries(internal ?? {}).map(([name, codec]) => ({ name, codec, internal: true })),
  ]
  return {
    category,
    events: Object.keys(events),
    stages: new Set(states.keys()),
    commands: entries.map(({ name, codec, ...entry }) => {
      const rule = written[name]
      if (rule === undefined) throw new Error(`There is no rule for ${name}.`)
      const given = fc.sample<Command>(arbitraryOf(codec, leaves), { seed, numRuns: 25 })
      const meet = <A>(stages: ReadonlyArray<string>, ask: (command: Command, state: S) => A) =>
        stages
          .flatMap((stage) => states.get(stage) ?? [])
          .flatMap((state) => given.map((command) => ask(command, state)))
      const touched = meet(rule.when, (command, state) => {
        const ids = described.touches(command, state)
        const itself = described.idOf(command)
        return {
          named: namedIn(ids, { itself, command, state }),
          others: untouchedIn(ids, command, (text) => text !== itself && isId(text)),
        }
      })
      const paths = new Set(touched.flatMap(({ named }) => named.map(({ path }) => path.join('.'))))
      const others = new Set(touched.flatMap((each) => each.others).filter((path) => !paths.has(path)))
      const away = [...states.keys()].filter((stage) => !rule.when.includes(stage))
      return {
        name,
        ...entry,
        when: rule.when,
        by: rule.by,
        mayBeAgreed: 'agreed' in rule,
        touches: once(touched.flatMap(({ named }) => named)),
        names: [...others].sort(),
        optional: optionalOf(codec),
        outOfTurn: new Map(
          away.map((stage) => {
            const said = meet([stage], (command, state) => described.outOfTurn(command, state))
            return [stage, new Set(said.map((each) => (each._tag === 'Left' ? each.left._tag : 'nothing')))]
          }),
        ),
      }
    }),
  }
}

const optionalOf = (codec: object): ReadonlySet<string> =>
  new Set('optional' in codec ? Object.keys(Object(codec.optional)) : [])

/** Some states of each stage, as any events lead to them: a state remembers whatever it was told. */
const statesOf = <CD extends CommandTable, ID extends CommandTable, ED extends EventDefinitions, S, R>({
  events,
  initial,
  evolve,
  stageOf,
}: Aggregate<CD, ID, ED, S, R>): ReadonlyMap<string, ReadonlyArray<S>> => {
  const found = new Map<string, S[]>([[stageOf(initial), [initial]]])
  const lives = fc.sample(fc.array(arbitraryEventOf(events, leaves), { minLength: 40, maxLength: 80 }), {
    seed,
    numRuns: 60,
  })
  for (const life of lives) {
    const seen = new Set<string>()
    let state = initial
    // From the end, where most is remembered, one of each stage a life.
    const states: S[] = life.map((event: EventOf<ED>) => {
      state = evolve(state, event)
      return state
    })
    for (const each of states.toReversed()) {
      const stage = stageOf(each)
      if (seen.has(stage)) continue
      seen.add(stage)
      found.set(stage, [...(found.get(stage) ?? []), each].slice(0, 8))
    }
  }
  return found
}

const once = (named: ReadonlyArray<Named>): ReadonlyArray<Named> => [
  ...new Map(named.map((each) => [JSON.stringify(each), each])).values(),
]

const seed = 9

/** Ids that nobody else has, so that it shows where one was taken from; codes that meet, so that they lead somewhere. */
const isId = (text: string): boolean => /^[a-z]{24}$/.test(text)
const unique = fc.stringMatching(/^[a-z]{24}$/)
const leaves = withLeaves(standardLeaves, [
  [RegionId, unique.map((text) => make(RegionId, text))],
  [CustomerId, unique.map((text) => make(CustomerId, text))],
  [ComplaintId, unique.map((text) => make(ComplaintId, text))],
  [OpportunityId, unique.map((text) => make(OpportunityId, text))],
  [Code, fc.constantFrom('a', 'b', 'c').map((text) => make(Code, text))],
])
