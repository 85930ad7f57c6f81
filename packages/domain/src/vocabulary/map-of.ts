import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

/** A map as sorted pairs of JSON: equal maps are equal text, in whatever order they were filled. */
export const mapOf = <K extends string, V>(
  key: t.Type<K, string>,
  value: t.Type<V, unknown>,
): t.Type<Map<K, V>, unknown> => {
  const pairs = t.array(t.tuple([key, value]))
  return new t.Type<Map<K, V>, unknown>(
    `Map of ${key.name} to ${value.name}`,
    (u): u is Map<K, V> => u instanceof Map,
    (u, context) => {
      const decoded = pairs.validate(u, context)
      return isLeft(decoded) ? decoded : t.success(new Map(decoded.right))
    },
    (map) => pairs.encode([...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))),
  )
}
