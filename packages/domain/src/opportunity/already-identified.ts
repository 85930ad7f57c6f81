import { type Either, left } from 'fp-ts/lib/Either.js'
import type { OpportunityRejection } from './rejections.ts'
import type { OpportunityCase } from './state.ts'

export const alreadyIdentified = ({ identifiedOn }: OpportunityCase): Either<OpportunityRejection, never> =>
  left({
    _tag: 'AlreadyIdentified',
    identifiedOn,
    message: `The opportunity ${identifiedOn === null ? 'is known' : `was identified on ${identifiedOn}`} already: give a new one its own id.`,
  })
