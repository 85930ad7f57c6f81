import { daysIn, type NaiveBooks, naiveMonths, naiveTomorrow } from './naive-books.fixture.ts'

/** Days on which answers may differ from those of the day before, and days far from everything. */
export const criticalDays = ({ sales, rules, assignments }: NaiveBooks): ReadonlyArray<string> => {
  const said = [
    ...sales.map(({ date }) => date),
    ...rules.map(({ from }) => from),
    ...assignments.flatMap(({ from, until }) =>
      until === null ? [from] : [from, until, naiveTomorrow(until)],
    ),
  ]
  const leaving = sales.map(({ date }) => naiveMonths(date, 12))
  return [...said, ...leaving, ...leaving.map(naiveTomorrow), ...unusual]
}

const unusual = [
  '0001-01-01',
  '1999-12-31',
  '2023-02-28',
  '2023-03-01',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2025-02-28',
  '2025-03-01',
  '9999-12-31',
]

export const isMonthEnd = (date: string): boolean =>
  Number(date.slice(8)) === daysIn(Number(date.slice(0, 4)), Number(date.slice(5, 7)))

/** Counts histories in which something interesting came up, to be sure that it did. */
export const tally = <K extends string>(...names: ReadonlyArray<K>) => {
  const counts = new Map<K, number>(names.map((name) => [name, 0]))
  const sizes: number[] = []
  return {
    met: (size: number, found: Readonly<Record<K, boolean>>): void => {
      sizes.push(size)
      for (const name of names) if (found[name]) counts.set(name, (counts.get(name) ?? 0) + 1)
    },
    /** Share of the histories, 0 to 1. */
    shareOf: (name: K): number => (counts.get(name) ?? 0) / sizes.length,
    histories: (): number => sizes.length,
    median: (): number => sizes.toSorted((x, y) => x - y)[Math.floor(sizes.length / 2)] ?? 0,
    counts,
  }
}

/** Prints the counts where KEHU_COUNTS is set. */
export const report = <K extends string>(title: string, seen: ReturnType<typeof tally<K>>): void => {
  if (process.env.KEHU_COUNTS !== undefined) console.info(title, seen.histories(), seen.median(), seen.counts)
}
