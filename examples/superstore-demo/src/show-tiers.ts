import { counted, money, remark, type Style, table, title } from '@kehu/cli'
import type { Kehu } from '@kehu/kehu'
import { firstDay, lastDay, years } from './order-book.ts'
import { sure } from './sure.ts'

/** Who was A or B in each region at the end of each year, and how those tiers came and went. */
export const showYears = async (kehu: Kehu, style: Style): Promise<string> => {
  const rows: string[][] = []
  const graded = new Set<string>()
  for (const year of years) {
    for (const { region, total, currency, customers } of sure(
      await kehu.tiers({ asOf: `${year}-12-31` })(),
    )) {
      const top = customers.filter(({ tier }) => tier === 'A' || tier === 'B')
      for (const { customer } of top) graded.add(customer)
      const of = (tier: string) =>
        top.filter((customer) => customer.tier === tier).map(({ name, customer }) => name ?? customer)
      rows.push([
        `${year}-12-31`,
        region,
        money(total, currency),
        String(customers.length),
        of('A').join(', ') || '–',
        of('B').join(', ') || '–',
      ])
    }
  }
  return [
    table(
      style,
      [
        { head: 'On' },
        { head: 'Region' },
        { head: 'Net sales, USD', align: 'right' },
        { head: 'Customers', align: 'right' },
        { head: 'A (20 %)' },
        { head: 'B (10 %)' },
      ],
      rows,
    ),
    remark(style, 'Trailing twelve months; shares of the region’s net sales, compared exactly (policy 3.2).'),
    '',
    title(style, 'How those tiers came and went'),
    ...(await Promise.all([...graded].sort().map((customer) => comingAndGoing(kehu, customer)))).flat(),
    remark(
      style,
      'A tier changes with a purchase, of the customer or of others, and as old purchases leave the window.',
    ),
  ].join('\n')
}

const spellsShown = 3

const comingAndGoing = async (kehu: Kehu, customer: string): Promise<ReadonlyArray<string>> => {
  const changes = sure(await kehu.tierChanges({ customer, from: firstDay, to: lastDay })())
  const spells = changes.flatMap((change, index) => {
    if (change.tier !== 'A' && change.tier !== 'B') return []
    const next = changes[index + 1]
    const after =
      next === undefined || next.region !== change.region
        ? []
        : [`      then ${next.tier ?? 'none'}: ${short(next.explanation)}`]
    return [
      [
        `    ${change.from} to ${change.to}  ${change.tier} in ${change.region}: ${short(change.explanation)}`,
        ...after,
      ],
    ]
  })
  const left = spells.length - spellsShown
  return [
    `  ${customer}`,
    ...(left > 0 ? [`    ${counted(left, 'spell')} while the region had few sales yet, then`] : []),
    ...spells.slice(-spellsShown).flat(),
  ]
}

/** What every line would repeat. */
const short = (explanation: string): string =>
  explanation.replace(/ of the region.s net sales in the window/, '')

const statesInARow = 3

/** The A and B of every state on the last day, three states a line. */
export const showStates = async (kehu: Kehu, style: Style): Promise<string> => {
  const states = sure(await kehu.tiers({ asOf: lastDay })())
  const counts = states.map(({ region, customers }) => ({
    region,
    a: customers.filter(({ tier }) => tier === 'A').length,
    b: customers.filter(({ tier }) => tier === 'B').length,
  }))
  const lines = Math.ceil(counts.length / statesInARow)
  const cells = (at: number): ReadonlyArray<string> => {
    const state = counts[at]
    return state === undefined
      ? ['', '', '']
      : [state.region, state.a === 0 ? '·' : String(state.a), state.b === 0 ? '·' : String(state.b)]
  }
  const columns = Array.from({ length: statesInARow }, () => [
    { head: 'State', widthMax: 20 },
    { head: 'A', align: 'right' } as const,
    { head: 'B', align: 'right' } as const,
  ]).flat()
  const rows = Array.from({ length: lines }, (_, line) =>
    Array.from({ length: statesInARow }, (_, column) => cells(line + column * lines)).flat(),
  )
  const sum = (of: 'a' | 'b') => counts.reduce((total, state) => total + state[of], 0)
  return [
    table(style, columns, rows),
    `${sum('a')} A and ${sum('b')} B in ${counts.length} states on ${lastDay}`,
  ].join('\n')
}
