import { type Either, mapLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

/** What is wrong with an input, a sentence for each field. */
export type Invalid = { readonly _tag: 'Invalid'; readonly problems: ReadonlyArray<string>; readonly message: string }

/**
 * Decodes and says what is wrong in sentences a person can act on, each beginning with the path of the field.
 *
 * @rejects Invalid every problem found, not only the first
 * @example
 * decode(CalendarDate)('2026-02-30') // left: '"2026-02-30" is not a calendar date …'
 */
export const decode =
  <A, O>(codec: t.Type<A, O>) =>
  (input: unknown): Either<Invalid, A> =>
    mapLeft((errors: t.Errors): Invalid => {
      const problems = [...new Set(errors.map(sentence))]
      return { _tag: 'Invalid', problems, message: problems.join('; ') }
    })(codec.decode(input))

const sentence = (error: t.ValidationError): string => {
  // The entries of unions carry the index of the alternative as their key; they are no part of the field's path.
  const path = error.context
    .filter((_, i) => i > 0 && !isAlternative(error.context[i - 1]))
    .map((entry) => entry.key)
    .join('.')
  const last = error.context[error.context.length - 1]
  const expectation = error.message ?? `${show(error.value)} is not ${last?.type.name ?? 'valid'}`
  return path === '' ? expectation : `${path}: ${expectation}`
}

const isAlternative = (entry: t.ContextEntry | undefined): boolean => {
  const tag: unknown = entry === undefined ? undefined : Reflect.get(entry.type, '_tag')
  return tag === 'UnionType' || tag === 'IntersectionType'
}

const show = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (typeof value === 'bigint') return `${value}n`
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
