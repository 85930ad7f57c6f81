import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Fault, RequestFault } from './status.ts'

/** What a request says that the revision of the stream has to be (RFC 9110, 13.1); the tag of revision 5 is `"5"`. */
export type Preconditions = {
  readonly ifMatch: Tags | null
  readonly ifNoneMatch: Tags | null
}

/** One of these, or `*`: whatever is there. */
type Tags = '*' | ReadonlyArray<Tag>
type Tag = { readonly opaque: string; readonly isWeak: boolean }

type Header = (name: string) => string | undefined

/**
 * @rejects BadRequest a header that is neither `*` nor a list of entity-tags: a number without quotes is none
 */
export const preconditionsIn = (header: Header): Either<RequestFault, Preconditions> => {
  const ifMatch = tagsIn('If-Match', header('if-match'))
  if (isLeft(ifMatch)) return ifMatch
  const ifNoneMatch = tagsIn('If-None-Match', header('if-none-match'))
  if (isLeft(ifNoneMatch)) return ifNoneMatch
  return right({ ifMatch: ifMatch.right, ifNoneMatch: ifNoneMatch.right })
}

export type Expected = { readonly expectedRevision?: number | null }

/**
 * Executes under preconditions. Kehu takes one revision that has been seen, and says where the stream is when that is another: so
 * one that would do is guessed, and where the guess was wrong and the condition holds all the same, it is tried again.
 *
 * @rejects PreconditionFailed the condition does not hold, before the command or by the time it would have been stored
 */
export const under = async <A>(
  conditions: Preconditions,
  execute: (expected: Expected) => Promise<Either<Fault, A>>,
): Promise<Either<Fault, A>> => {
  if (conditions.ifMatch === null && conditions.ifNoneMatch === null) return execute({})
  let expected: Expected = { expectedRevision: guess(conditions) }
  for (;;) {
    const executed = await execute(expected)
    if (!isLeft(executed) || executed.left._tag !== 'Conflict') return executed
    const { actual } = executed.left
    if (!holds(conditions, actual) || actual === expected.expectedRevision) return preconditionFailed
    // What exists goes on to exist: there is no need to race with whoever writes to it.
    if (conditions.ifMatch === '*' && conditions.ifNoneMatch === null) return execute({})
    expected = { expectedRevision: actual }
  }
}

const holds = ({ ifMatch, ifNoneMatch }: Preconditions, revision: number | null): boolean =>
  (ifMatch === null || matches(ifMatch, revision, (tag) => !tag.isWeak)) &&
  (ifNoneMatch === null || !matches(ifNoneMatch, revision, () => true))

/** A weak tag is as good as a strong one for If-None-Match, and none for If-Match (RFC 9110, 8.8.3.2). */
const matches = (tags: Tags, revision: number | null, counts: (tag: Tag) => boolean): boolean =>
  revision !== null && (tags === '*' || tags.some((tag) => tag.opaque === String(revision) && counts(tag)))

/** A revision under which the condition holds; where there is none, or only Kehu knows it, one that no stream has. */
const guess = (conditions: Preconditions): number | null => {
  const { ifMatch } = conditions
  const named = ifMatch === null || ifMatch === '*' ? [] : ifMatch.map(({ opaque }) => Number(opaque))
  const revisions = named.filter((number) => Number.isSafeInteger(number) && number >= 0)
  return [...revisions, null].find((revision) => holds(conditions, revision)) ?? Number.MAX_SAFE_INTEGER
}

const tagsIn = (name: string, value: string | undefined): Either<RequestFault, Tags | null> => {
  if (value === undefined) return right(null)
  if (value.trim() === '*') return right('*')
  const tags: Tag[] = []
  const element = new RegExp(listElement)
  while (element.lastIndex < value.length) {
    const found = element.exec(value)
    if (found === null) break
    const [, weak, opaque] = found
    if (opaque !== undefined) tags.push({ opaque, isWeak: weak !== undefined })
    if (element.lastIndex === value.length && tags.length > 0) return right(tags)
  }
  return badRequest(`${name} is \`*\` or a list of entity-tags, each in quotes: \`${name}: "5"\`.`)
}

/** An element of a list with the comma after it; empty ones are allowed (RFC 9110, 5.6.1 and 8.8.3). */
const listElement = /[ \t]*(?:(W\/)?"([!#-~\x80-\xff]*)"[ \t]*)?(?:,|$)/y

const badRequest = (message: string): Either<RequestFault, never> => left({ _tag: 'BadRequest', message })

const preconditionFailed: Either<RequestFault, never> = left({
  _tag: 'PreconditionFailed',
  message: 'The stream is not where the request says that it has to be: read it again and decide again.',
})
