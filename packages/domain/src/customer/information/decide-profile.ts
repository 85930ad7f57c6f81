import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Context } from '../../aggregate/context.ts'
import { type Quotient, quotient } from '../../vocabulary/fraction.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import {
  accepted,
  type Command,
  type Decision,
  factsOf,
  nothingChanges,
  notRecorded,
  notRegistered,
  same,
} from '../decision.ts'
import type { CustomerRejection } from '../rejections.ts'
import type { CustomerState } from '../state.ts'
import type { Profile, ProfileChanges } from './profile.ts'
import { type FactSource, type FactSources, ProfileFact, profileFacts } from './source.ts'

export const correctProfile = (c: Command<'CorrectProfile'>, state: CustomerState): Decision => {
  if (state.standing === 'fromLedger') return notRegistered
  const news = Object.entries(c.changes).filter(([fact, value]) => !same(profileFact(state, fact), value))
  if (news.length === 0) return nothingChanges('profile')
  const sourced = checkSources(c.sources ?? {}, Object.fromEntries(news), state)
  if (isLeft(sourced)) return sourced
  const changes: ProfileChanges = Object.fromEntries(news)
  return accepted({ type: 'ProfileCorrected', occurredOn: c.occurredOn, data: { ...factsOf(c), changes } })
}

const profileFact = (state: CustomerState, fact: string): unknown =>
  state.profile === null ? undefined : Reflect.get(state.profile, fact)

/** policy 4.1-A, A22: what is verified is a fact that is there, once for each time it is said. */
export const verifyFact = (c: Command<'VerifyFact'>, state: CustomerState, context: Context): Decision => {
  if (profileFact(state, c.fact) === undefined) {
    return refuse(
      'FactUnknown',
      `The ${c.fact} of this customer is not recorded: record it first (CorrectProfile).`,
      { fact: c.fact },
    )
  }
  const heard = checkVisit(c, state)
  if (isLeft(heard)) return heard
  const verified = state.provenance.get(c.fact)?.verified
  return verified?.on === c.occurredOn && verified.by === context.actor
    ? nothingChanges(c.fact)
    : accepted({
        type: 'FactVerified',
        occurredOn: c.occurredOn,
        data: { ...factsOf(c), verifiedBy: context.actor },
      })
}

/** Sources are named for facts that are given, and a visit for each fact heard on one. */
export const checkSources = (
  sources: FactSources,
  facts: object,
  state: Pick<CustomerState, 'contacts'>,
): Either<CustomerRejection, void> => {
  for (const fact of Object.keys(sources).filter(ProfileFact.is)) {
    const source = sources[fact]
    if (source === undefined) continue
    if (!Object.hasOwn(facts, fact)) {
      return refuse('FactUnknown', `A source is named for ${fact}, which is not given: give both or none.`, {
        fact,
      })
    }
    const heard = checkVisit(source, state)
    if (isLeft(heard)) return heard
  }
  return right(undefined)
}

/**
 * What was heard on a visit names the visit, which is recorded.
 * @source policy 4.2-A
 * @clause 26
 */
const checkVisit = (
  { channel, contact }: FactSource,
  { contacts }: Pick<CustomerState, 'contacts'>,
): Either<CustomerRejection, void> => {
  if (channel === 'visit' && contact === undefined) {
    return refuse(
      'VisitMissing',
      'Which visit was it heard on? Name its contact, which is recorded first (RecordContact).',
      {},
    )
  }
  return contact !== undefined && !contacts.has(contact) ? notRecorded('contact', contact) : right(undefined)
}

/**
 * How much of the profile is known, as an exact share: the name is mandatory, everything else counts here (A21).
 * @source policy 4.1-A
 * @clause 18
 * @example
 * completeness({ name: 'Hua', address: '1 Bund' }) // { numerator: 2n, denominator: 6n }
 */
export const completeness = (profile: Profile): Quotient =>
  quotient(
    BigInt(profileFacts.filter((fact) => profile[fact] !== undefined).length),
    BigInt(profileFacts.length),
  )
