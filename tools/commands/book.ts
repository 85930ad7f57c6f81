import type { Answers } from './answers.ts'
import { type Group, type Label, type Written, writtenIn } from './described.ts'
import { programOf } from './program.ts'
import { type Studied, type StudiedCommand, studyAll } from './studied.ts'

// Everything there is to say of every command: what the code says, and what it answers when asked, put together.

export type Book = {
  readonly aggregates: ReadonlyArray<Chapter>
  /** What every command can be refused for. */
  readonly always: ReadonlyArray<string>
  /** What each refusal says, wherever it is said. */
  readonly sentences: ReadonlyMap<string, ReadonlySet<string>>
}

export type Chapter = Pick<Written, 'name' | 'says' | 'vocabulary'> & {
  /** In the order in which the rules speak of them. */
  readonly stages: ReadonlyArray<Stage>
  readonly groups: ReadonlyArray<Pick<Group, 'name' | 'says'> & { readonly commands: ReadonlyArray<Entry> }>
}

export type Stage = {
  readonly name: string
  /** What may be said in it. */
  readonly commands: ReadonlyArray<string>
  /** What is said to any other command, unless the command says otherwise; null where there is no other. */
  readonly otherwise: string | null
}

export type Entry = StudiedCommand & {
  readonly labels: { readonly when: Label; readonly by: Label }
  readonly clauses: ReadonlyArray<number>
  readonly events: ReadonlyArray<string>
  /** In the order in which it is checked. */
  readonly refusals: ReadonlyArray<string>
  /** What is said to it out of turn, where that is not what is said to any other; by the stages. */
  readonly ownTurns: ReadonlyMap<string, ReadonlyArray<string>>
}

/** @param clausesOf the clauses of a command by the tag above it */
export const bookOf = (root: string, clausesOf: (command: string) => ReadonlyArray<number>): Book => {
  const studied: Readonly<Record<string, Studied>> = studyAll()
  const written = writtenIn(programOf(root))
  const sentences = new Map<string, Set<string>>()
  const note = ({ refusals }: Answers): void => {
    for (const [tag, said] of refusals) sentences.set(tag, (sentences.get(tag) ?? new Set()).union(said))
  }
  const chapters = written.map((each) => {
    const asked = studied[each.name]
    if (asked === undefined) throw new Error(`Nobody asked ${each.name}.`)
    note(each.always)
    note(each.outOfTurn)
    return chapterOf(each, asked, clausesOf, note)
  })
  return {
    aggregates: chapters,
    always: [...new Set(written.flatMap(({ always }) => [...always.refusals.keys()]))],
    sentences: new Map([...sentences].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

/** All that can come of a command, out of turn as well. */
export const refusalsOf = ({ refusals, outOfTurn }: Entry, { always }: Book): ReadonlySet<string> =>
  new Set([...always, ...refusals, ...[...outOfTurn.values()].flatMap((tags) => [...tags])])

const chapterOf = (
  { name, says, groups, vocabulary, stages: known, answers }: Written,
  { commands, stages: seen }: Studied,
  clausesOf: (command: string) => ReadonlyArray<number>,
  note: (answers: Answers) => void,
): Chapter => {
  const rules = groups.flatMap((group) => group.rules)
  const names = new Set(rules.map(({ command }) => command))
  const strange = commands.filter((command) => !names.has(command.name))
  if (strange.length > 0)
    throw new Error(`No rule is written for ${strange.map((each) => each.name).join()}.`)
  const studied = new Map(commands.map((command) => [command.name, command]))
  const order = new Set(rules.flatMap(({ command }) => studied.get(command)?.when ?? []))
  const all = [...order, ...[...new Set([...known, ...seen])].filter((stage) => !order.has(stage)).sort()]
  const unseen = all.filter((stage) => !seen.has(stage))
  if (unseen.length > 0) throw new Error(`No ${name} was ever ${unseen.join(', ')}.`)
  const stages = all.map((stage) => stageIn(stage, commands))
  return {
    name,
    says,
    vocabulary,
    stages,
    groups: groups.map((group) => ({
      name: group.name,
      says: group.says,
      commands: group.rules.map((rule): Entry => {
        const command = studied.get(rule.command)
        if (command === undefined) throw new Error(`Nobody can give ${rule.command}.`)
        const found = answers(rule, command.when)
        note(found)
        return {
          ...command,
          labels: { when: rule.when, by: rule.by },
          clauses: [...new Set([...clausesOf(rule.command), ...found.clauses])].sort((a, b) => a - b),
          events: [...found.events],
          refusals: [...found.refusals.keys()],
          ownTurns: ownTurnsOf(command, stages),
        }
      }),
    })),
  }
}

const stageIn = (name: string, commands: ReadonlyArray<StudiedCommand>): Stage => {
  const said = commands.flatMap(({ outOfTurn }) => [...(outOfTurn.get(name) ?? [])])
  const counts = [...Map.groupBy(said, (tag) => tag)].map(([tag, all]) => [tag, all.length] as const)
  const [most] = counts.sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
  return {
    name,
    commands: commands.flatMap((command) => (command.when.includes(name) ? [command.name] : [])),
    otherwise: most?.[0] ?? null,
  }
}

const ownTurnsOf = (
  { outOfTurn }: StudiedCommand,
  stages: ReadonlyArray<Stage>,
): ReadonlyMap<string, ReadonlyArray<string>> => {
  const own = stages.flatMap(({ name, otherwise }) =>
    [...(outOfTurn.get(name) ?? [])].flatMap((tag) => (tag === otherwise ? [] : [{ tag, name }])),
  )
  return new Map(
    [...Map.groupBy(own, ({ tag }) => tag)].map(([tag, all]) => [tag, all.map(({ name }) => name)]),
  )
}
