/** Remembers answers for as long as it is kept itself: within one query, as a rule. */
export const memo = <K, V extends object>(compute: (key: K) => V): ((key: K) => V) => {
  const known = new Map<K, V>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const value = compute(key)
    known.set(key, value)
    return value
  }
}
