import { type Either, left } from 'fp-ts/lib/Either.js'

/** A refused command states the fact in `_tag` and its details, and in `message` the sentence that tells a person what to do. */
export type Fact<Tag extends string, Details = unknown> = {
  readonly _tag: Tag
  readonly message: string
} & Readonly<Details>

/** Refuses with a fact. */
export const refuse = <const Tag extends string, Details extends object>(
  _tag: Tag,
  message: string,
  details: Details,
): Either<{ readonly _tag: Tag; readonly message: string } & Details, never> =>
  left({ _tag, message, ...details })
