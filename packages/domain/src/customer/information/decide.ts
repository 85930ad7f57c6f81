import { match } from 'ts-pattern'
import type { Context } from '../../vocabulary/decider.ts'
import { accepted, type Decision, nothingChanges, notRegistered, same } from '../decision.ts'
import type { CustomerState } from '../state.ts'
import type { InformationCommand } from './commands.ts'
import type { ProfileChanges } from './profile.ts'

type Command<Type extends InformationCommand['type']> = Extract<InformationCommand, { type: Type }>

export const decideInformation = (
  _context: Context,
  command: InformationCommand,
  state: CustomerState,
): Decision =>
  match<InformationCommand, Decision>(command)
    .with({ type: 'CorrectProfile' }, (c) => correctProfile(c, state))
    .with({ type: 'SegmentCustomer' }, (c) =>
      same(state.segment, c.segment)
        ? nothingChanges('segment')
        : accepted({
            type: 'CustomerSegmented',
            occurredOn: c.occurredOn,
            data: { customer: c.customer, segment: c.segment },
          }),
    )
    .exhaustive()

const correctProfile = (c: Command<'CorrectProfile'>, state: CustomerState): Decision => {
  if (state.standing === 'fromLedger') return notRegistered
  const news = Object.entries(c.changes).filter(([fact, value]) => !same(profileFact(state, fact), value))
  if (news.length === 0) return nothingChanges('profile')
  const changes: ProfileChanges = Object.fromEntries(news)
  return accepted({
    type: 'ProfileCorrected',
    occurredOn: c.occurredOn,
    data: {
      customer: c.customer,
      changes,
      ...(c.reason === undefined ? {} : { reason: c.reason }),
    },
  })
}

const profileFact = (state: CustomerState, fact: string): unknown =>
  state.profile === null ? undefined : Reflect.get(state.profile, fact)
