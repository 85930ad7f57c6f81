import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aggregates } from '../packages/domain/src/aggregates.ts'
import {
  complaintStories,
  customerStories,
  historyOf,
  opportunityStories,
  regionSalesStories,
  regionStories,
  type Storyteller,
} from '../packages/domain/src/testing.ts'
import { coverageOf } from './clauses/tree.ts'
import { bookOf, type Chapter, refusalsOf } from './commands/book.ts'
import { namedIn } from './commands/named.ts'
import { pageOf } from './commands/page.ts'

const root = join(import.meta.dirname, '..')

describe('the page of commands', () => {
  const homes = coverageOf(root).homes.filter(({ kind }) => kind === 'command')
  const clausesOf = (command: string) =>
    homes.filter(({ name }) => name === command).flatMap(({ clauses }) => clauses)
  const book = bookOf(root, clausesOf)
  const entriesOf = ({ groups }: Chapter) => groups.flatMap(({ commands }) => commands)
  const entries = new Map(book.aggregates.flatMap(entriesOf).map((entry) => [entry.name, entry]))
  const told = (command: string) => {
    const entry = entries.get(command)
    if (entry === undefined) throw new Error(`The page does not tell of ${command}.`)
    return entry
  }

  test('says what the code says (pnpm docs:commands)', () => {
    const page = readFileSync(join(root, 'docs/commands.md'), 'utf8')
    expect(page === pageOf(book), 'run pnpm docs:commands').toBe(true)
  })

  test('tells of every command that may be sent, and of nothing else', () => {
    const sent = Object.values(aggregates).flatMap(({ commands }) => Object.keys(commands))
    const internal = [...entries.values()].filter((entry) => entry.internal).map(({ name }) => name)
    expect([...entries.keys()].sort()).toEqual([...sent, ...internal].sort())
    expect(internal).toEqual(['AbsorbDuplicate'])
  })

  test('knows where every event comes from and when every refusal is said', () => {
    for (const chapter of book.aggregates) {
      const events = new Set(entriesOf(chapter).flatMap((entry) => entry.events))
      const refusals = new Set(entriesOf(chapter).flatMap((entry) => [...refusalsOf(entry, book)]))
      expect([...events].sort(), chapter.name).toEqual([...chapter.vocabulary.events].sort())
      expect([...refusals].sort(), chapter.name).toEqual([...chapter.vocabulary.refusals].sort())
      for (const refusal of refusals) expect(book.sentences.get(refusal)?.size, refusal).toBeGreaterThan(0)
    }
  })

  describe('claims at least what happens', () => {
    const runs = 250
    /** What came of each command in stories of all kinds, and what the page does not claim of it. */
    const unclaimed = <
      C extends { readonly type: string },
      S,
      E extends { readonly type: string },
      R extends { readonly _tag: string },
    >(
      story: Storyteller<C, S, E, R>,
    ): ReadonlySet<string> => {
      const found = new Set<string>()
      const commands = new Set<string>()
      fc.assert(
        fc.property(historyOf(story, { mischiefPercent: 30 }), (history) => {
          for (const { command, outcome } of history) {
            commands.add(command.type)
            const entry = told(command.type)
            const claimed = outcome._tag === 'Left' ? refusalsOf(entry, book) : new Set(entry.events)
            const met = outcome._tag === 'Left' ? [outcome.left._tag] : outcome.right.map(({ type }) => type)
            for (const each of met) if (!claimed.has(each)) found.add(`${command.type}: ${each}`)
          }
        }),
        { numRuns: runs },
      )
      expect(commands.size).toBeGreaterThan(0.7 * Object.keys(story.commands).length)
      return found
    }

    test('to a customer', () => expect([...unclaimed(customerStories())]).toEqual([]))
    test('to a complaint', () => expect([...unclaimed(complaintStories())]).toEqual([]))
    test('to an opportunity', () => expect([...unclaimed(opportunityStories())]).toEqual([]))
    test('to a region', () => expect([...unclaimed(regionStories())]).toEqual([]))
    test('to sales without a customer', () => expect([...unclaimed(regionSalesStories())]).toEqual([]))
  })

  test('does not claim of a command what is its neighbour’s, though one function decides both', () => {
    expect(told('AddPerson')).toMatchObject({
      events: ['PersonAdded'],
      refusals: ['AlreadyRecorded', 'RoleMissing'],
    })
    expect(told('ForgetBirthday')).toMatchObject({
      events: ['BirthdayForgotten'],
      refusals: ['NotRecorded', 'NothingChanges'],
    })
    expect(told('RecordNeed').refusals).toEqual(['AlreadyRecorded'])
    expect(told('ReportProgress').refusals).toEqual(['BeforeReceipt'])
    expect(told('ProposeRecognition').refusals).not.toContain('AmountTooSmall')
  })

  test('gives a clause to the commands that its rule is asked about, and to no others', () => {
    const under51 = [...entries.values()]
      .filter(({ clauses }) => clauses.includes(51))
      .map(({ name }) => name)
    expect(under51).toContain('AssessComplaint')
    expect(under51).not.toContain('WithdrawComplaint')
    expect(told('SegmentCustomer').clauses).toEqual([4, 7])
  })

  test('says of a command what it touches by where that is named, in the command or before', () => {
    expect(told('CorrectPurchase').touches.map(({ in: where, path }) => [where, ...path].join('.'))).toEqual([
      'command.region',
      'state.homeRegion',
      'state.purchases.*.line.region',
    ])
    expect(told('ProposeTransfer').names).toEqual(['customer', 'from', 'to'])
  })

  test('does not take something touched that nobody named', () => {
    const touched = { ...aggregates.region.touches(opening, aggregates.region.initial), customers: [] }
    const named = { itself: 'North', command: {}, state: new Map() }
    expect(() => namedIn(touched, named)).toThrow('Nobody named East')
    expect(namedIn(touched, { ...named, state: { homes: new Map([['p', 'East']]) } })).toEqual([
      { kind: 'regions', in: 'state', path: ['homes', '*'] },
    ])
  })
})

const decoded = aggregates.region.command.decode({
  type: 'OpenRegion',
  occurredOn: '2024-01-01',
  region: 'East',
  name: 'East',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
})
if (decoded._tag === 'Left') throw new Error('This opens no region.')
const opening = decoded.right
