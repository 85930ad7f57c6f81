import fc from 'fast-check'
import type { RegionToday } from '../../aggregate/context.ts'
import { accountCommands, internalCommands } from '../../customer/account/commands.ts'
import type { AnyCustomerCommand } from '../../customer/commands.ts'
import type { CustomerState } from '../../customer/state.ts'
import { addDays } from '../../vocabulary/calendar-date.ts'
import { Code, CustomerId, RegionId, UserId } from '../../vocabulary/code.ts'
import { arbitraryOf } from '../arbitrary-of.ts'
import { make } from '../leaves.ts'
import { pooledLeaves, regions, texts } from '../pools.ts'
import { type Moment, manager, tester } from './known.ts'

const any = {
  register: arbitraryOf(accountCommands.RegisterCustomer, pooledLeaves),
  owner: arbitraryOf(accountCommands.ChangeOwner, pooledLeaves),
  team: arbitraryOf(accountCommands.AppointAccountTeam, pooledLeaves),
  transfer: arbitraryOf(accountCommands.TransferToRegion, pooledLeaves),
  parent: arbitraryOf(accountCommands.DeclareParent, pooledLeaves),
  endParent: arbitraryOf(accountCommands.EndParent, pooledLeaves),
  merge: arbitraryOf(accountCommands.MergeInto, pooledLeaves),
  absorb: arbitraryOf(internalCommands.AbsorbDuplicate, pooledLeaves),
  tier: arbitraryOf(accountCommands.AssignTier, pooledLeaves),
}

const someCustomer = (moment: Moment, prefix: string): CustomerId =>
  make(CustomerId, `${prefix}${moment.draw(fc.nat({ max: 999_999 }))}`)

export const register = ({ draw }: Moment): AnyCustomerCommand => {
  const { sources: _, ...given } = draw(any.register)
  return { ...given, region: draw(regions) }
}

/** What becomes of the customer today; null where nothing does. A merge ends the story, so it is rare. */
export const entrust = (moment: Moment): AnyCustomerCommand | null => {
  const { draw, state, today } = moment
  const kind = draw(fc.constantFrom(...kinds))
  switch (kind) {
    case 'AssignTier':
      return {
        ...draw(any.tier),
        region: draw(regions),
        approver: manager,
        until: addDays(today, draw(fc.nat({ max: 300 }))),
      }
    case 'ChangeOwner':
      return { ...draw(any.owner), owner: make(UserId, draw(fc.constantFrom('anna', 'chen'))) }
    case 'AppointAccountTeam':
      return { ...draw(any.team), from: today, members: team(draw(texts)) }
    case 'TransferToRegion':
      return {
        ...draw(any.transfer),
        region: other(state.homeRegion),
        proposal: draw(fc.constantFrom(offered(state), asked(state))),
      }
    case 'DeclareParent':
      return { ...draw(any.parent), parent: someCustomer(moment, 'P') }
    case 'EndParent':
      return state.parent === null ? null : draw(any.endParent)
    case 'AbsorbDuplicate':
      return { ...draw(any.absorb), duplicate: someCustomer(moment, 'D'), absorbed: [] }
    case 'MergeInto':
      return draw(fc.nat({ max: 9 })) === 0
        ? { ...draw(any.merge), survivor: someCustomer(moment, 'S') }
        : null
    case 'DeactivateCustomer':
      return draw(fc.nat({ max: 2 })) === 0
        ? { type: kind, occurredOn: today, customer: make(CustomerId, 'C1'), reason: draw(texts) }
        : null
  }
}

const kinds = [
  'AssignTier',
  'ChangeOwner',
  'AppointAccountTeam',
  'TransferToRegion',
  'DeclareParent',
  'EndParent',
  'AbsorbDuplicate',
  'MergeInto',
  'DeactivateCustomer',
] as const

const team = (duty: (typeof accountCommands.AppointAccountTeam._A.members)[number]['duty']) => [
  { user: make(UserId, 'anna'), part: 'owner' as const, duty },
  { user: make(UserId, 'chen'), part: 'backup' as const, duty },
]

const other = (home: RegionId | null): RegionId => make(RegionId, home === 'East' ? 'West' : 'East')

const offered = ({ transfers }: CustomerState): Code => make(Code, `offer-${transfers.size}`)
const asked = ({ transfers }: CustomerState): Code => make(Code, `ask-${transfers.size}`)

/** The customer's home offers it to the other region, which asks for it as well: either may complete the other's. */
export const transfersProposed = (
  customer: CustomerId,
  state: CustomerState,
  regions: ReadonlyMap<RegionId, RegionToday>,
): ReadonlyMap<RegionId, RegionToday> => {
  const from = state.homeRegion
  if (from === null) return regions
  const proposed = { customer, from, to: other(from) }
  return new Map(
    [...regions].map(([region, here]) => {
      const proposal = region === from ? offered(state) : asked(state)
      return [region, { ...here, transferProposals: new Map([[proposal, proposed]]) }]
    }),
  )
}

/** Mistakes that chance hardly ever makes. */
export const mishandle = (moment: Moment): ReadonlyArray<AnyCustomerCommand> => {
  const { draw, state, today } = moment
  const given = draw(any.team)
  const members = team(draw(texts))
  const self = make(CustomerId, 'C1')
  const [absorbed] = state.absorbed
  return [
    { ...draw(any.register), sources: { email: { channel: 'customer' } } },
    { ...draw(any.tier), approver: tester, region: draw(regions) },
    { ...draw(any.tier), approver: make(UserId, 'anna'), region: draw(regions) },
    { ...given, members: members.slice(0, 1) },
    { ...given, members: members.slice(1) },
    { ...given, members: [...members, ...members.slice(0, 1)] },
    { ...draw(any.parent), parent: self },
    ...(state.parent === null ? [draw(any.endParent)] : [{ ...draw(any.parent), parent: state.parent }]),
    { ...draw(any.merge), survivor: self },
    { ...draw(any.absorb), duplicate: self },
    { ...draw(any.absorb), duplicate: someCustomer(moment, 'D'), absorbed: [self] },
    ...(state.homeRegion === null ? [] : [{ ...draw(any.transfer), region: state.homeRegion }]),
    { ...draw(any.transfer), region: other(state.homeRegion), proposal: make(Code, 'unheard of') },
    ...[...state.transfers].slice(0, 2).map((proposal) => ({
      ...draw(any.transfer),
      region: other(state.homeRegion),
      proposal,
    })),
    ...(absorbed === undefined
      ? []
      : [
          { ...draw(any.merge), survivor: absorbed },
          { ...draw(any.absorb), duplicate: absorbed, absorbed: [] },
        ]),
    { type: 'ReactivateCustomer', occurredOn: today, customer: self, reason: draw(texts) },
  ]
}
