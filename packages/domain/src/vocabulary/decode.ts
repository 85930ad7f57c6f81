import { type Either, mapLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { escapeUnseen } from './characters.ts'
import { validateEntering } from './entering.ts'

/** What is wrong with an input, a sentence for each field. */
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
 * @rejects Invalid every problem found, not only the first
 * @example
 * decode(CalendarDate)('2026-02-30') // left: '"2026-02-30" is not a calendar date …'
 */
export const decode =
  <A, O>(codec: t.Type<A, O>) =>
  (input: unknown): Either<Invalid, A> =>
    mapLeft((errors: t.Errors): Invalid => {
      const problems = [...new Set(bestFitting(errors).map(sentence))]
      return { _tag: 'Invalid', problems, message: problems.join('; ') }
    })(validateEntering(codec, input))

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
  // Of a long text no more is written out than is shown.
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, 100) : value) ?? String(value)
  return escapeUnseen(text.length > 60 ? `${text.slice(0, 57)}...` : text)
}
