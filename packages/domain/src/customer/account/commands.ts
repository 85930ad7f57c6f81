import * as t from 'io-ts'
import { Tier } from '../../policy/policy.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, CustomerId, RegionId, UserId } from '../../vocabulary/code.ts'
import { command } from '../../vocabulary/messages.ts'
import { Text } from '../../vocabulary/text.ts'
import { Profile } from '../information/profile.ts'
import { FactSources } from '../information/source.ts'
import { AccountTeam } from './team.ts'

const customer = { customer: CustomerId }

// Who the customer is to us: registered, in whose hands, of which tier, active or not.
export const accountCommands = {
  RegisterCustomer: command(
    'RegisterCustomer',
    { ...customer, region: RegionId, profile: Profile },
    { owner: UserId, sources: FactSources },
  ),
  /** Another person of ours answers for the customer from now on. */
  ChangeOwner: command('ChangeOwner', { ...customer, owner: UserId, reason: Text }),
  /**
   * The dedicated team of an A customer, or of any other.
   * @clause 10
   */
  AppointAccountTeam: command('AppointAccountTeam', { ...customer, ...AccountTeam.required }),
  /**
   * The customer's home becomes another region; what was before stays where it was (A72). It takes a manager of both regions, or
   * a manager of one and a `proposal` of the other's (ProposeTransfer).
   */
  TransferToRegion: command(
    'TransferToRegion',
    { ...customer, region: RegionId, reason: Text },
    { owner: UserId, proposal: Code },
  ),
  /** The company it belongs to; `rollUp` asks read models to add its purchases to the parent's (A14). */
  DeclareParent: command('DeclareParent', { ...customer, parent: CustomerId, rollUp: t.boolean }),
  EndParent: command('EndParent', { ...customer, reason: Text }),
  /**
   * This record is a duplicate: the customer lives on under another id. Both histories stay (A22).
   * @clause 30
   */
  MergeInto: command('MergeInto', { ...customer, survivor: CustomerId, reason: Text }),
  AssignTier: command(
    'AssignTier',
    { ...customer, region: RegionId, tier: Tier, reason: Text, approver: UserId },
    { until: CalendarDate },
  ),
  DeactivateCustomer: command('DeactivateCustomer', { ...customer, reason: Text }),
  ReactivateCustomer: command('ReactivateCustomer', { ...customer, reason: Text }),
} as const

// What Kehu itself says as a part of something else; nobody can send it.
export const internalCommands = {
  /** The other side of a merge; `absorbed` is what the duplicate had absorbed itself. */
  AbsorbDuplicate: command('AbsorbDuplicate', {
    ...customer,
    duplicate: CustomerId,
    absorbed: t.readonlyArray(CustomerId),
  }),
} as const
