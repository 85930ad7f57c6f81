import { type Either, isLeft } from 'fp-ts/lib/Either.js'

/** In a demonstration nothing is expected to fail; what does ends it with its own sentence. */
export const sure = <A>(answer: Either<{ readonly message: string }, A>): A => {
  if (isLeft(answer)) throw new Error(answer.left.message)
  return answer.right
}
