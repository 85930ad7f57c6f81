import { decode, type Invalid } from '@kehu/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

/** A part of a question that may be left out. */
export const optional = <A, O>(codec: t.Type<A, O>, input: unknown): Either<Invalid, A | undefined> =>
  input === undefined ? right(undefined) : decode(codec)(input)

type Parts = { readonly [name: string]: Either<Invalid, unknown> }
type Given<P extends Parts> = {
  readonly [K in keyof P as undefined extends RightOf<P[K]> ? never : K]: RightOf<P[K]>
} & {
  readonly [K in keyof P as undefined extends RightOf<P[K]> ? K : never]?: Exclude<RightOf<P[K]>, undefined>
}
type RightOf<E> = Extract<E, { readonly _tag: 'Right' }> extends { readonly right: infer A } ? A : never

/** All parts of a question, or every problem of every part. */
export const checked = <P extends Parts>(parts: P): Either<Invalid, Given<P>> => {
  const problems: string[] = []
  const given: Record<string, unknown> = {}
  for (const [name, part] of Object.entries(parts)) {
    if (isLeft(part)) problems.push(...part.left.problems.map((problem) => `${name}: ${problem}`))
    else if (part.right !== undefined) given[name] = part.right
  }
  return problems.length === 0
    ? right(given as Given<P>)
    : left({ _tag: 'Invalid', problems, message: problems.join('; ') })
}
