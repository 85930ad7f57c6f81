import { type Either, getOrElse, isLeft, left, tryCatch } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { validateEntering } from './entering.ts'
import { type NotPlain, plain } from './plain.ts'
import { shown, shownKey } from './shown.ts'

/** What is wrong with an input, a sentence for each field; of very many the first, and how many more there are. */
export type Invalid = {
  readonly _tag: 'Invalid'
  readonly problems: ReadonlyArray<string>
  readonly message: string
}

/**
 * Decodes what somebody says and tells what is wrong in sentences a person can act on, each beginning with the path of the
 * field. Commands, options and questions come in here; what a store kept is read by the codec's own `decode`, which knows
 * everything that was ever let in.
 *
 * Of a union only the alternative that fits best is spoken of: whoever writes `{csat: 9}` did not mean `{nps}`.
 *
 * Any value at all may come in. It is first copied as plain data (see `plain`), then decoded from the copy: what it was read as
 * is what was checked, whatever getters and proxies would have answered the second time.
 *
 * @rejects Invalid every problem found, not only the first; if it is no plain data, that alone
 * @example
 * decode(CalendarDate)('2026-02-30') // left: '"2026-02-30" is not a calendar date …'
 */
export const decode =
  <A, O>(codec: t.Type<A, O>) =>
  (input: unknown): Either<Invalid, A> => {
    const read = plain(input)
    if (isLeft(read)) return left(notData(read.left))
    // A codec of somebody's own rules may throw where it should have refused.
    const decoded = tryCatch(() => validateEntering(codec, read.right), reasonOf)
    if (isLeft(decoded)) return left(invalid([`cannot be read as ${codec.name}: ${decoded.left}`]))
    return isLeft(decoded.right) ? left(invalidBy(decoded.right.left)) : decoded.right
  }

const notData = ({ path, why }: NotPlain): Invalid =>
  invalid([path.length === 0 ? `the value ${why}` : `${pathOf(path)}: ${why}`])

/** What somebody threw may throw again when it is looked at. */
const reasonOf = (thrown: unknown): string =>
  getOrElse(() => 'something unreadable')(
    tryCatch(
      () => shown(thrown instanceof Error ? thrown.message : thrown),
      () => null,
    ),
  )

const problemsMax = 100
/** Codecs of other people may put a whole input into their message. */
const sentenceCharsMax = 8_000

const invalidBy = (errors: t.Errors): Invalid => {
  const problems = new Set<string>()
  const meant = bestFitting(errors)
  let looked = 0
  for (; looked < meant.length && problems.size < problemsMax; looked++) {
    const error = meant[looked]
    if (error !== undefined) problems.add(sentence(error))
  }
  const more = meant.length - looked
  return invalid(more === 0 ? [...problems] : [...problems, `and ${more} more problems`])
}

/** What is wrong, as an error. */
const invalid = (sentences: ReadonlyArray<string>): Invalid => {
  const problems = sentences.map((each) =>
    each.length > sentenceCharsMax ? `${each.slice(0, sentenceCharsMax)}...` : each,
  )
  return { _tag: 'Invalid', problems, message: problems.join('; ') }
}

/** From the outermost union inwards; `from` is the place in the path from which on unions are still to be weighed. */
const bestFitting = (
  errors: ReadonlyArray<t.ValidationError>,
  from = 0,
): ReadonlyArray<t.ValidationError> => {
  const groups = Map.groupBy(errors, ({ context }) => {
    const at = unionAt(context, from)
    return at === -1 ? '' : JSON.stringify(context.slice(0, at + 1).map(({ key }) => key))
  })
  return [...groups].flatMap(([path, group]) => (path === '' ? group : bestAlternative(group, from)))
}

const bestAlternative = (
  errors: ReadonlyArray<t.ValidationError>,
  from: number,
): ReadonlyArray<t.ValidationError> => {
  const at = unionAt(errors[0]?.context ?? [], from)
  const alternatives = [...Map.groupBy(errors, ({ context }) => context[at + 1]?.key).values()]
  // An alternative that fails as a whole is of another kind altogether; one that fails further in was probably meant.
  const meant = alternatives.filter((problems) => problems.every(({ context }) => context.length > at + 2))
  const [best] = meant.toSorted((a, b) => misfits(a, at) - misfits(b, at) || a.length - b.length)
  if (best !== undefined) return bestFitting(best, at + 1)
  return errors
    .slice(0, 1)
    .map(({ context }) => ({ value: context[at]?.actual, context: context.slice(0, at + 1) }))
}

/** How many fields the alternative lacks or does not know. */
const misfits = (problems: ReadonlyArray<t.ValidationError>, at: number): number =>
  problems.filter(({ context }) => {
    const type = context[at + 2]?.type
    return type === t.never || type === t.unknown
  }).length

const unionAt = (context: t.Context, from: number): number =>
  context.findIndex((entry, i) => i >= from && i < context.length - 1 && isUnion(entry))

const isUnion = (entry: t.ContextEntry): boolean => Reflect.get(entry.type, '_tag') === 'UnionType'

const sentence = (error: t.ValidationError): string => {
  // The entries of unions carry the index of the alternative as their key; they are no part of the field's path.
  const path = error.context
    .filter((_, i) => i > 0 && !isAlternative(error.context[i - 1]))
    .map((entry) => entry.key)
  const last = error.context[error.context.length - 1]
  const expectation = error.message ?? `${shown(error.value)} is not ${last?.type.name ?? 'valid'}`
  return path.length === 0 ? expectation : `${pathOf(path)}: ${expectation}`
}

const pathOf = (keys: ReadonlyArray<string>): string => keys.map(shownKey).join('.')

const isAlternative = (entry: t.ContextEntry | undefined): boolean => {
  const tag: unknown = entry === undefined ? undefined : Reflect.get(entry.type, '_tag')
  return tag === 'UnionType' || tag === 'IntersectionType'
}
