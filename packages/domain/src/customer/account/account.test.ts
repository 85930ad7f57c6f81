import { describe, expect, test } from 'vitest'
import type { Charge, RegionToday } from '../../aggregate/context.ts'
import { make } from '../../testing/leaves.ts'
import { governedBy } from '../../testing/world.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, CustomerId, RegionId, UserId } from '../../vocabulary/code.ts'
import { decode } from '../../vocabulary/decode.ts'
import { CustomerCommand, type CustomerCommandInput } from '../commands.ts'
import { event, having, managedBy, on, registered, visit } from '../customer.fixture.ts'
import { customer } from '../customer.ts'
import { accountTeamOn } from './team.ts'

const members = [
  { user: 'anna', part: 'owner', duty: 'Everything' },
  { user: 'chen', part: 'backup', duty: 'When Anna is away' },
] as const
const team = on('2026-03-04', 'AppointAccountTeam', { members, from: '2026-04-01' })
const id = (text: string) => make(CustomerId, text)
const date = (text: string) => make(CalendarDate, text)

describe('whose customer it is (policy 3.2-A)', () => {
  test('a dedicated team has somebody who answers and somebody who stands in (clause 10)', () => {
    having(registered)
      .when(team)
      .then(event('2026-03-04', 'AccountTeamAppointed', { members, from: '2026-04-01' }))
    having(registered)
      .when({ ...team, members: members.slice(0, 1) })
      .thenRejected('TeamIncomplete', {
        missing: 'backup',
        message: 'The team has no backup: name at least one owner and one backup.',
      })
    having(registered)
      .when({ ...team, members: members.slice(1) })
      .thenRejected('TeamIncomplete', { missing: 'owner' })
    having(registered)
      .when({ ...team, members: [...members, { user: 'anna', part: 'member', duty: 'Tea' }] })
      .thenRejected('MemberTwice', {
        user: 'anna',
        message: 'anna is in the team twice: name everybody once, with all duties.',
      })
  })

  test('the team is that of the day', () => {
    const later = on('2026-03-05', 'AppointAccountTeam', {
      members: [{ ...members[0], user: 'mei' }, members[1]],
      from: '2026-05-01',
    })
    const same = on('2026-03-06', 'AppointAccountTeam', {
      members: [{ ...members[0], user: 'bo' }, members[1]],
      from: '2026-05-01',
    })
    const { teams } = having(registered, later, same, team).state
    const leader = (day: string) => accountTeamOn(teams, date(day))?.members[0]?.user
    expect([leader('2026-03-31'), leader('2026-04-01'), leader('2026-04-30'), leader('2026-05-01')]).toEqual([
      undefined,
      'anna',
      'anna',
      'bo',
    ])
  })

  test('the owner changes, and who it was is kept', () => {
    const handedOver = on('2026-03-05', 'ChangeOwner', { owner: 'bo', reason: 'Anna leaves' })
    having(registered)
      .when(handedOver)
      .then(event('2026-03-05', 'OwnerChanged', { owner: 'bo', reason: 'Anna leaves', before: 'anna' }))
    expect(having(registered, handedOver).state.owner).toBe('bo')
    having(registered)
      .when({ ...handedOver, owner: 'anna' })
      .thenRejected('NothingChanges', { message: 'Nothing changes: the owner is so already.' })
    const { owner: _, ...ownerless } = registered
    having(ownerless)
      .when(handedOver)
      .then(event('2026-03-05', 'OwnerChanged', { owner: 'bo', reason: 'Anna leaves' }))
  })

  test('owner and team may do what the region’s sellers may; a stranger may not', () => {
    const adjust = on('2026-04-02', 'AdjustCadence', {
      adjustment: {
        direction: 'raise',
        interval: { days: 10 },
        reason: 'Big project',
        from: '2026-04-02',
        until: '2026-05-02',
      },
    })
    const { actor, ...governed } = managedBy('wang')
    const by = (user: string) =>
      having({ ...registered, owner: 'mei' }, team).when(adjust, {
        ...governed,
        actor: make(UserId, user),
      })
    by('mei').thenMatching({ type: 'CadenceAdjusted' })
    by('chen').thenMatching({ type: 'CadenceAdjusted' })
    by('wang').thenMatching({ type: 'CadenceAdjusted' })
    by('drop').thenRejected('NotPermitted', {
      actor: 'drop',
      needs: ['owner', 'accountTeam', 'manager'],
      message:
        'drop may not do this in region East: it takes one of owner, accountTeam, manager. Let such a person do it, or have a manager of East appoint drop.',
    })
    having({ ...registered, owner: 'mei' }, { ...team, from: '2026-04-03' })
      .when(adjust, { ...governed, actor: make(UserId, 'chen') })
      .thenRejected('NotPermitted')
    expect(actor).toBe('anna')
  })
})

describe('an assigned tier (policy 3.2, A15)', () => {
  const assigned = on('2026-03-05', 'AssignTier', {
    region: 'East',
    tier: 'A',
    reason: 'Strategic',
    approver: 'wang',
    until: '2026-12-31',
  })

  test('is approved by a manager, never by oneself', () => {
    having(registered)
      .when(assigned)
      .then(
        event('2026-03-05', 'TierAssigned', {
          region: 'East',
          tier: 'A',
          reason: 'Strategic',
          approver: 'wang',
          until: '2026-12-31',
        }),
      )
    const { actor: _, ...governed } = managedBy('wang')
    const wang = { ...governed, actor: make(UserId, 'wang') }
    having(registered)
      .when({ ...assigned, approver: 'anna' }, wang)
      .thenRejected('ApproverNotManager', {
        approver: 'anna',
        message: 'anna is no manager of the region: have a manager approve it, and name them.',
      })
    having(registered).when(assigned, wang).thenRejected('SelfApproved', { approver: 'wang' })
    having(registered)
      .when({ ...assigned, until: '2026-03-04' })
      .thenRejected('PeriodReversed', { from: '2026-03-05', until: '2026-03-04' })
    having(registered)
      .when({ ...assigned, region: 'Nowhere' })
      .thenRejected('RegionNotOpen')
  })
})

describe('a customer moves and belongs (A14, A72)', () => {
  test('to another open region, with another owner if need be', () => {
    const moved = on('2026-03-05', 'TransferToRegion', { region: 'West', reason: 'New plant', owner: 'bo' })
    having(registered)
      .when(moved)
      .then(
        event('2026-03-05', 'TransferredToRegion', {
          from: 'East',
          to: 'West',
          reason: 'New plant',
          owner: 'bo',
        }),
      )
    expect(having(registered, moved).state).toMatchObject({ homeRegion: 'West', owner: 'bo' })
    const { owner: _, ...keeping } = moved
    expect(having(registered, keeping).state).toMatchObject({ homeRegion: 'West', owner: 'anna' })
    having(registered)
      .when({ ...moved, region: 'East' })
      .thenRejected('NothingChanges', { message: 'Nothing changes: the region is so already.' })
    having(registered)
      .when({ ...moved, region: 'Nowhere' })
      .thenRejected('RegionNotOpen', { region: 'Nowhere' })
  })

  describe('by word of a manager of each region', () => {
    const moved = on('2026-03-05', 'TransferToRegion', { region: 'West', reason: 'New plant' })
    const completed = { ...moved, proposal: 'p1' }
    const [east, west] = [make(RegionId, 'East'), make(RegionId, 'West')]
    const proposal = { customer: id('C1'), from: east, to: west }
    type Proposals = Readonly<Record<string, typeof proposal>>
    /** East is managed by `li` and West by `wu`; each may have proposed something. */
    const between = (actor: string, inEast: Proposals = {}, inWest: Proposals = {}) => {
      const region = (
        name: RegionId,
        manager: string,
        proposals: Proposals,
      ): ReadonlyMap<RegionId, RegionToday> =>
        new Map(
          [...governedBy(new Map([[make(UserId, manager), ['manager']]]))].flatMap(([key, here]) =>
            key === name
              ? [
                  [
                    key,
                    {
                      ...here,
                      transferProposals: new Map(
                        Object.entries(proposals).map(([code, proposed]) => [make(Code, code), proposed]),
                      ),
                    },
                  ],
                ]
              : [],
          ),
        )
      return {
        actor: make(UserId, actor),
        regions: new Map([...region(east, 'li', inEast), ...region(west, 'wu', inWest)]),
      }
    }
    const p1 = { p1: proposal }
    const home = having(registered)

    test('nobody takes a customer from a region, nor gives one to a region, that they do not manage', () => {
      home.when(moved, between('li')).thenRejected('NotPermitted', { actor: 'li', region: 'West' })
      home.when(moved, between('wu')).thenRejected('NotPermitted', { actor: 'wu', region: 'East' })
      home.when(moved, between('eve')).thenRejected('NotPermitted')
      home
        .when(moved, { actor: make(UserId, 'manager'), regions: governedBy() })
        .thenMatching({ type: 'TransferredToRegion' })
    })

    test('what one region proposes the other’s manager completes', () => {
      home.when(completed, between('wu', p1)).then(
        event('2026-03-05', 'TransferredToRegion', {
          from: 'East',
          to: 'West',
          reason: 'New plant',
          proposal: 'p1',
        }),
      )
      home.when(completed, between('li', {}, p1)).thenMatching({ type: 'TransferredToRegion' })
    })

    test('nobody completes their own proposal, nor a stranger anybody’s', () => {
      home.when(completed, between('li', p1)).thenRejected('NotPermitted', { actor: 'li', region: 'West' })
      home
        .when(completed, between('wu', {}, p1))
        .thenRejected('NotPermitted', { actor: 'wu', region: 'East' })
      home.when(completed, between('eve', p1)).thenRejected('NotPermitted', { actor: 'eve', region: 'West' })
    })

    test('where both have proposed it, either manager completes it, and still no stranger', () => {
      home.when(completed, between('li', p1, p1)).thenMatching({ type: 'TransferredToRegion' })
      home.when(completed, between('wu', p1, p1)).thenMatching({ type: 'TransferredToRegion' })
      home.when(completed, between('eve', p1, p1)).thenRejected('NotPermitted', {
        actor: 'eve',
        region: 'West',
        needs: ['manager'],
        message:
          'eve is no manager of West, which has to agree: let a manager of West complete the transfer.',
      })
      home
        .when(completed, { ...between('eve', p1, p1), operator: true })
        .thenMatching({ type: 'TransferredToRegion' })
    })

    test('a proposal is for one customer, from one region to one other', () => {
      for (const wrong of [
        { ...proposal, customer: id('C2') },
        { ...proposal, from: west },
        { ...proposal, to: east },
      ])
        home.when(completed, between('wu', { p1: wrong })).thenRejected('NotPermitted', { region: 'East' })
      home.when({ ...completed, proposal: 'p2' }, between('wu', p1)).thenRejected('NotPermitted')
      home.when(completed).thenRejected('NoSuchProposal', {
        proposal: 'p1',
        message:
          'Neither East nor West proposes this transfer as p1: check its code, or have it proposed (ProposeTransfer).',
      })
    })

    test('and good for one transfer: who comes back is not taken again by the old word', () => {
      const back = on('2026-03-06', 'TransferToRegion', { region: 'East', reason: 'Back' })
      const returned = home
        .and(completed, between('wu', p1))
        .and(back, { actor: make(UserId, 'manager'), regions: governedBy() })
      expect(returned.state).toMatchObject({ homeRegion: 'East', transfers: new Set(['p1']) })
      const again = { ...completed, occurredOn: '2026-03-07' }
      returned.when(again, between('wu', p1)).thenRejected('NotPermitted', { actor: 'wu', region: 'East' })
      returned
        .when(again, { actor: make(UserId, 'manager'), regions: governedBy() })
        .thenRejected('ProposalCompleted', {
          proposal: 'p1',
          message:
            'The customer was transferred by proposal p1 already: have it proposed anew (ProposeTransfer).',
        })
    })
  })

  test('to a parent, until that ends', () => {
    const declared = on('2026-03-05', 'DeclareParent', { parent: 'P1', rollUp: true })
    const ended = on('2026-03-06', 'EndParent', { reason: 'Sold' })
    having(registered)
      .when(declared)
      .then(event('2026-03-05', 'ParentDeclared', { parent: 'P1', rollUp: true }))
    having(registered, declared)
      .when(declared)
      .thenRejected('NothingChanges', { message: 'Nothing changes: the parent is so already.' })
    having(registered, declared)
      .when({ ...declared, parent: 'P2' })
      .thenMatching({ data: { parent: 'P2' } })
    having(registered)
      .when({ ...declared, parent: 'C1' })
      .thenRejected('OwnParent', {
        message: 'A customer does not belong to itself: name the company it belongs to.',
      })
    having(registered, declared)
      .when(ended)
      .then(event('2026-03-06', 'ParentEnded', { parent: 'P1', reason: 'Sold' }))
    having(registered, declared, ended)
      .when(ended)
      .thenRejected('NoParent', { message: 'The customer belongs to no other: there is nothing to end.' })
  })
})

describe('what touches another region or customer is judged there as well', () => {
  const [east, west] = [make(RegionId, 'East'), make(RegionId, 'West')]
  /** `li` manages East and `wu` West, and neither is anybody in the other. */
  const by = (actor: string, ...charges: ReadonlyArray<Charge>) => ({
    actor: make(UserId, actor),
    charges,
    regions: new Map(
      [...governedBy()].map(([region, here]) => [
        region,
        { ...here, members: new Map([[make(UserId, region === east ? 'li' : 'wu'), ['manager'] as const]]) },
      ]),
    ),
  })
  const inEast: Charge = { region: east, owner: null, team: [] }
  const inWest: Charge = { ...inEast, region: west }
  const home = having(registered)

  test('a tier is assigned in a region by whoever manages that region and the customer’s home', () => {
    const assigned = on('2026-03-05', 'AssignTier', {
      tier: 'A',
      reason: 'Big',
      approver: 'wu',
      region: 'West',
    })
    home.when(assigned, by('li')).thenRejected('NotPermitted', { region: 'West' })
    home.when(assigned, by('wu')).thenRejected('NotPermitted', { region: 'East' })
  })

  test('a merge takes managers of both customers’ homes', () => {
    const merged = on('2026-03-05', 'MergeInto', { survivor: 'C2', reason: 'Entered twice' })
    home.when(merged, by('li', inWest)).thenRejected('NotPermitted', { region: 'West' })
    home.when(merged, by('wu', inWest)).thenRejected('NotPermitted', { region: 'East' })
    home.when(merged, by('li', inEast)).thenMatching({ type: 'MergedInto' })
    const absorbed = on('2026-03-05', 'AbsorbDuplicate', { duplicate: 'C9', absorbed: ['C8'] })
    home.when(absorbed, by('li', inEast, inWest)).thenRejected('NotPermitted', { region: 'West' })
    home.when(absorbed, by('li', inEast, inEast)).thenMatching({ type: 'DuplicateAbsorbed' })
  })

  test('a customer is put under another, and taken from under it, by sellers of both', () => {
    const declared = on('2026-03-05', 'DeclareParent', { parent: 'P1', rollUp: true })
    home.when(declared, by('li', inWest)).thenRejected('NotPermitted', { region: 'West' })
    home.when(declared, by('li', inEast)).thenMatching({ type: 'ParentDeclared' })
    const under = home.and(declared, by('li', inEast))
    const ended = on('2026-03-06', 'EndParent', { reason: 'Sold' })
    under.when(ended, by('li', inWest)).thenRejected('NotPermitted', { region: 'West' })
    under.when(ended, by('li', inEast)).thenMatching({ type: 'ParentEnded' })
  })

  test('nobody gives themselves a customer by registering what another region’s ledger has', () => {
    const line = { purchase: 'i1', region: 'West', currency: 'USD', netAmount: 500, occurredOn: '2026-01-05' }
    const imported = having(on('2026-03-01', 'ImportPurchases', { lines: [line] }))
    imported.when(registered, by('li')).thenRejected('NotPermitted', { region: 'West' })
    imported.when({ ...registered, region: 'West' }, by('wu')).thenMatching({ type: 'CustomerRegistered' })
  })

  test('touched are the customers that a command names, and those they had', () => {
    const touched = (input: CustomerCommandInput, state = home.state) =>
      customer.touches(make(CustomerCommand, input), state).customers
    const declared = on('2026-03-05', 'DeclareParent', { parent: 'P1', rollUp: true })
    const under = home.and(declared, {}).state
    expect(touched(declared)).toEqual(['P1'])
    expect(touched({ ...declared, parent: 'P2' }, under)).toEqual(['P2', 'P1'])
    expect(touched(on('2026-03-06', 'EndParent', { reason: 'Sold' }), under)).toEqual(['P1'])
    expect(touched(on('2026-03-05', 'MergeInto', { survivor: 'C2', reason: 'Twice' }))).toEqual(['C2'])
  })
})

describe('what only Kehu itself says', () => {
  const absorbed = on('2026-03-05', 'AbsorbDuplicate', { duplicate: 'C9', absorbed: ['C8'] })

  test('is no command that anybody could send', () => {
    for (const codec of [customer.command, CustomerCommand])
      expect(decode(codec)(absorbed)).toMatchObject({
        _tag: 'Left',
        left: { message: expect.stringContaining('no such command') },
      })
    expect(Object.keys(customer.commands)).not.toContain('AbsorbDuplicate')
  })
})

describe('one customer is one record (policy 4.3-A)', () => {
  const merged = on('2026-03-05', 'MergeInto', { survivor: 'C2', reason: 'Entered twice' })
  const absorbed = on('2026-03-05', 'AbsorbDuplicate', { duplicate: 'C9', absorbed: ['C8'] })

  test('a duplicate lives on under the survivor’s id, and takes no more commands (clause 30)', () => {
    having(registered)
      .when(merged)
      .then(event('2026-03-05', 'MergedInto', { survivor: 'C2', reason: 'Entered twice', absorbed: [] }))
    having(registered, merged).when(visit).thenRejected('Merged', {
      survivor: 'C2',
      message: 'This record was merged into customer C2: give the command for C2.',
    })
    having(registered, merged).when(registered).thenRejected('Merged')
    having(registered)
      .when({ ...merged, survivor: 'C1' })
      .thenRejected('OwnDuplicate', {
        message: 'A customer is no duplicate of itself: name the other record.',
      })
  })

  test('the survivor knows whom it took in, and whom they had', () => {
    having(registered)
      .when(absorbed)
      .then(event('2026-03-05', 'DuplicateAbsorbed', { duplicate: 'C9', absorbed: ['C8'] }))
    expect([...having(registered, absorbed).state.absorbed]).toEqual([id('C9'), id('C8')])
    having(registered, absorbed)
      .when(merged)
      .thenMatching({ data: { absorbed: ['C9', 'C8'] } })
    having(registered, absorbed)
      .when(absorbed)
      .thenRejected('NothingChanges', { message: 'Nothing changes: the duplicate is so already.' })
    having(registered)
      .when({ ...absorbed, duplicate: 'C1' })
      .thenRejected('OwnDuplicate')
  })

  test('two records are not merged both ways', () => {
    having(registered, absorbed)
      .when({ ...merged, survivor: 'C8' })
      .thenRejected('MergeCycle', {
        absorbed: 'C8',
        message:
          'C8 is a duplicate that was merged here already: the two cannot be merged the other way round.',
      })
    having(registered)
      .when({ ...absorbed, absorbed: ['C1'] })
      .thenRejected('MergeCycle', { absorbed: 'C1' })
  })
})
