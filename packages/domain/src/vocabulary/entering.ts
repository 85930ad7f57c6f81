import type * as t from 'io-ts'

// What may be said became narrower than what was said before: a code with a zero-width space in it lies in old logs, and
// no new command may bring another. So a codec reads, by its own `decode`, everything it ever let in, and is stricter with
// what enters by `decode` of this vocabulary. The difference travels in the context that io-ts hands down to every part.

const entrances = new WeakSet<t.ContextEntry>()

/** Decodes what somebody says now, in difference to what a store kept. */
export const validateEntering = <A, O>(codec: t.Type<A, O>, input: unknown): t.Validation<A> => {
  const entrance: t.ContextEntry = { key: '', type: codec, actual: input }
  entrances.add(entrance)
  return codec.validate(input, [entrance])
}

/** Whether the value that is decoded comes from somebody who says it now. */
export const isEntering = (context: t.Context): boolean => {
  const [entrance] = context
  return entrance !== undefined && entrances.has(entrance)
}
