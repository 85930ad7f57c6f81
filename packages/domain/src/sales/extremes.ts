/** The least and the greatest of every stretch of some values, halved again and again: a tree in two arrays, root first. */
export type Extremes = {
  /** How many values there are. */
  readonly count: number
  readonly least: ReadonlyArray<bigint>
  readonly greatest: ReadonlyArray<bigint>
}

export const extremes = (values: ReadonlyArray<bigint>): Extremes => {
  const width = widthOf(values.length)
  const leaves = Array.from({ length: width }, (_, i) => values[i] ?? values.at(-1) ?? 0n)
  const least = [...leaves, ...leaves]
  const greatest = [...leaves, ...leaves]
  for (let node = width - 1; node > 0; node--) {
    const [left, right] = [2 * node, 2 * node + 1]
    least[node] = smaller(least[left] ?? 0n, least[right] ?? 0n)
    greatest[node] = larger(greatest[left] ?? 0n, greatest[right] ?? 0n)
  }
  return { count: values.length, least, greatest }
}

/**
 * Index of the first value in `from <= index < to` that is unlike the others, -1 where there is none. What is alike must
 * be an interval: if two values are alike, so is everything between them. Logarithmic where nothing is unlike.
 */
export const firstUnlike = (
  { count, least, greatest }: Extremes,
  from: number,
  to: number,
  isAlike: (value: bigint) => boolean,
): number => {
  const search = (node: number, start: number, width: number): number => {
    if (start >= to || start + width <= from) return -1
    if (isAlike(least[node] ?? 0n) && isAlike(greatest[node] ?? 0n)) return -1
    if (width === 1) return start
    const found = search(2 * node, start, width / 2)
    return found >= 0 ? found : search(2 * node + 1, start + width / 2, width / 2)
  }
  return search(1, 0, widthOf(count))
}

const widthOf = (count: number): number => {
  let width = 1
  while (width < count) width *= 2
  return width
}

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b)
