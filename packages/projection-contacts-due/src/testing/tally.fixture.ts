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
