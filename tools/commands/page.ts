import * as circles from '../../packages/domain/src/aggregate/roles.ts'
import type { Book, Chapter, Entry, Stage } from './book.ts'
import type { Label } from './described.ts'
import { inWords } from './sentence.ts'
import { aggregateTitles, groupTitles, roleNames, touchedInWords } from './words.ts'

/** The page for people: what may be said to Kehu, when and by whom, and what comes of it. */
export const pageOf = (book: Book): string =>
  [
    '# What may be said to Kehu',
    '',
    'Written by `pnpm docs:commands` from the rules themselves; do not edit. Each row is a command: what somebody tells Kehu.',
    'To check it against the policy, read it as a sentence: *this* may be said in *these stages*, by *these people*; it concerns',
    '*these* regions, customers and cases; *this* is then written down, and *this* stands in its way.',
    '',
    '- **clause**: what it serves ([the clauses](policy-coverage.md)); its own, and those of the rules that it goes through.',
    '- **when**: the stages in which it may be said. A group of stages has a name, *in italics*, explained above the tables.',
    '- **by**: whoever has one of these roles at the moment of the command, in *every* region that it touches and in the home of',
    '  every customer, complaint and opportunity that it touches. The circles are explained below. A region may adopt other roles',
    '  for a command (`permissions` of its policy).',
    '- **touches**: what it concerns, and whose word it therefore takes; *named only*: what it mentions and leaves alone.',
    '- **leads to**: the events of which some are written down when it is accepted.',
    '- **refused as**: what stands in its way, in the order in which it is checked. [What each of them says](#what-a-refusal-says)',
    '  comes at the end. *Out of turn* is what it is told in stages in which it may not be said, where that is not what the table of',
    '  stages says.',
    '',
    `Every command can also be refused as ${codes(book.always)}. Whoever runs the store may do everything.`,
    'A region in which nobody was appointed yet is open to all, unless Kehu was opened as governed; its founder makes the first',
    'appointment. A region that is not open yet has nobody whose role could be asked: anybody may open one, and is its founder.',
    '',
    '## Who is who',
    '',
    '| circle | who is in it |',
    '|---|---|',
    ...Object.entries(circles)
      .map(([name, roles]) => `| *${inWords(name)}* | ${roles.map((role) => roleNames[role]).join(', ')} |`)
      .sort(),
    '',
    'The owner and the account team are those of the customer or case that is touched; everybody else was appointed in the region.',
    'What is entered as history takes an importer, whoever else may say it every day; what is a manager’s alone takes both roles.',
    ...book.aggregates.flatMap(chapter),
    '',
    '## What a refusal says',
    '',
    '‹…› stands for a value of the case at hand.',
    '',
    '| refusal | what it says |',
    '|---|---|',
    ...[...book.sentences].map(([tag, said]) => `| \`${tag}\` | ${[...said].map(cell).join('<br>')} |`),
    '',
  ].join('\n')

const chapter = ({ name, says, stages, groups }: Chapter): ReadonlyArray<string> => [
  '',
  `## ${titleOf(aggregateTitles, name)}`,
  '',
  withoutTitle(says),
  ...(stages.length > 1
    ? stageTable(
        stages,
        groups.flatMap(({ commands }) => commands),
      )
    : []),
  ...groups.flatMap((group) => [
    '',
    ...(group.name === name
      ? []
      : [`### ${titleOf(groupTitles, group.name)}`, '', withoutTitle(group.says), '']),
    '| command | clause | when | by | touches | leads to | refused as |',
    '|---|---|---|---|---|---|---|',
    ...group.commands.map(row),
  ]),
]

const row = (entry: Entry): string => {
  const { name, internal, clauses, labels, mayBeAgreed, touches, names, optional, events } = entry
  const cells = [
    `\`${name}\`${internal ? '<br>only Kehu itself says it' : ''}`,
    clauses.join(', ') || '-',
    labelled(labels.when, inWords),
    `${labelled(labels.by, roleName)}${mayBeAgreed ? '; not asked of a region that has agreed already' : ''}`,
    [
      touches.map((each) => touchedInWords(each, optional)).join('; ') || '-',
      ...(names.length === 0
        ? []
        : [
            `named only: ${names
              .map((path) =>
                inWords(
                  path
                    .split('.')
                    .filter((name) => name !== '*')
                    .at(-1) ?? '',
                ),
              )
              .join(', ')}`,
          ]),
    ].join('<br>'),
    codes(events) || '-',
    [
      codes(entry.refusals) || '-',
      ...[...entry.ownTurns].map(([tag, stages]) => `*out of turn:* \`${tag}\` (${turns(stages, entry)})`),
    ].join('<br>'),
  ]
  return `| ${cells.join(' | ')} |`
}

const turns = (stages: ReadonlyArray<string>, { outOfTurn }: Entry): string =>
  stages.length === outOfTurn.size && stages.length > 1
    ? 'in every other stage'
    : stages.map(inWords).join(', ')

/** Which commands a stage takes; of very many, those that it does not. */
const stageTable = (stages: ReadonlyArray<Stage>, commands: ReadonlyArray<Entry>): ReadonlyArray<string> => {
  const groups = new Map(
    commands.flatMap(({ labels: { when }, when: members }) =>
      when.flatMap((each) =>
        'list' in each && members.join() !== each.list
          ? [[each.list, { says: each.says, members }] as const]
          : [],
      ),
    ),
  )
  const taken = (own: ReadonlyArray<string>): string => {
    if (own.length === 0) return 'nothing'
    const others = commands.map(({ name }) => name).filter((name) => !own.includes(name))
    if (others.length === 0) return 'everything'
    return own.length > 6 && others.length < own.length ? `everything but ${codes(others)}` : codes(own)
  }
  return [
    '',
    '| stage | what may be said | to anything else |',
    '|---|---|---|',
    ...stages.map(
      ({ name, commands: own, otherwise }) =>
        `| ${inWords(name)} | ${taken(own)} | ${otherwise === null ? '' : `\`${otherwise}\``} |`,
    ),
    ...(groups.size === 0 ? [] : ['', 'Groups of stages:', '']),
    ...[...groups].map(
      ([list, { says, members }]) =>
        `- *${inWords(list)}*: ${members.map(inWords).join(', ')}.${says === '' ? '' : ` ${says}`}`,
    ),
  ]
}

const labelled = (label: Label, words: (text: string) => string): string =>
  label.map((each) => ('list' in each ? `*${inWords(each.list)}*` : words(each.text))).join(', ')

const roles: Readonly<Record<string, string>> = roleNames
const roleName = (role: string): string => roles[role] ?? role

const titleOf = (titles: Readonly<Record<string, string>>, name: string): string => {
  const title = titles[name]
  if (title === undefined)
    throw new Error(`The page has no title for ${name}: give it one in tools/commands/words.ts.`)
  return title
}

/** The Chinese at the head of a docstring stands in the title already. */
const withoutTitle = (says: string): string => {
  const sentence = says.replace(/^\p{Script=Han}+ (?=[a-z])/u, '')
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

const codes = (names: ReadonlyArray<string>): string => names.map((name) => `\`${name}\``).join(', ')

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
