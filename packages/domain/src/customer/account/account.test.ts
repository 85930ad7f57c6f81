import { describe, expect, test } from 'vitest'
import { make } from '../../testing/leaves.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { CustomerId, UserId } from '../../vocabulary/code.ts'
import { event, having, managedBy, on, registered, visit } from '../customer.fixture.ts'
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
        'drop may not do this here: it takes one of owner, accountTeam, manager. Let such a person do it, or have a manager appoint drop.',
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
