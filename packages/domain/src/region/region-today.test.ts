import { describe, expect, test } from 'vitest'
import type { Context } from '../aggregate/context.ts'
import { defaultPolicy } from '../policy/default-policy.ts'
import { make } from '../testing/leaves.ts'
import { openRegions } from '../testing/world.ts'
import { addDays, CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, RegionId, UserId } from '../vocabulary/code.ts'
import { having, on, opened, personal } from './region.fixture.ts'
import { regionToday } from './region-today.ts'
import type { RegionState } from './state.ts'

const east = make(RegionId, 'East')
const day = (text: string) => make(CalendarDate, text)
const by = (user: string) => ({ actor: make(UserId, user) })

/** East as it is on a day: who is anybody there follows from what happened, as it does for whoever embeds the domain. */
const now = (state: RegionState, today: string, more: Partial<Context> = {}): Partial<Context> => {
  const here = regionToday(east, state, day(today))
  return {
    today: day(today),
    regions: new Map([...openRegions, ...(here === null ? [] : [[east, here] as const])]),
    ...more,
  }
}

const appoint = (user: string, role: 'manager' | 'sales' | 'importer', from: string, occurredOn = from) => ({
  type: 'AppointMember' as const,
  ...on(occurredOn),
  user,
  roles: [role],
  from,
})
const release = (user: string, until: string) => ({
  type: 'ReleaseMember' as const,
  ...on(until),
  user,
  until,
  reason: personal('leaves'),
})
const ran = (occurredOn: string) =>
  ({
    type: 'RunCampaign',
    ...on(occurredOn),
    campaign: 'c',
    name: 'Spring',
    goal: 'New customers',
    from: occurredOn,
    until: occurredOn,
  }) as const

const founded = having(opened)
const managed = founded.and(appoint('li', 'manager', '2026-02-01'), now(founded.state, '2026-02-01'))
const handedOver = managed
  .and(appoint('wu', 'manager', '2026-03-01'), now(managed.state, '2026-03-01', by('li')))
  .and(release('li', '2026-03-31'), now(managed.state, '2026-03-31', by('li')))

describe('a region as it is today', () => {
  test('is nothing before it is open', () => {
    expect(regionToday(east, having(opened).state, day('2026-01-05'))).not.toBeNull()
    expect(regionToday(east, { ...founded.state, opened: null }, day('2026-01-05'))).toBeNull()
  })

  test('has its money and time, its founder, its people and whoever left', () => {
    expect(regionToday(east, founded.state, day('2026-01-05'))).toEqual({
      region: 'East',
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      founder: 'tester',
      members: new Map(),
      released: new Set(),
      governed: false,
      roles: new Map(),
      confidential: ['owner', 'accountTeam', 'manager'],
      transferProposals: new Map(),
    })
    expect(regionToday(east, handedOver.state, day('2026-04-01'))).toMatchObject({
      members: new Map([['wu', ['manager']]]),
      released: new Set(['li']),
      governed: true,
    })
  })

  test('does not take for released whoever is to begin later, or comes back', () => {
    const soon = managed.and(
      appoint('anna', 'sales', '2026-05-01', '2026-02-10'),
      now(managed.state, '2026-02-10', by('li')),
    )
    const released = (date: string) => regionToday(east, soon.state, day(date))?.released
    expect(released('2026-02-10')).toEqual(new Set())
    expect(released('2026-05-01')).toEqual(new Set())
    const back = handedOver.and(
      appoint('li', 'sales', '2026-05-01'),
      now(handedOver.state, '2026-05-01', by('wu')),
    )
    expect(regionToday(east, back.state, day('2026-04-30'))?.released).toEqual(new Set(['li']))
    expect(regionToday(east, back.state, day('2026-05-01'))?.released).toEqual(new Set())
  })

  test('stays governed when everybody is gone', () => {
    const left = managed.and(release('li', '2026-02-20'), now(managed.state, '2026-02-20', by('li')))
    expect(regionToday(east, left.state, day('2026-02-21'))).toMatchObject({
      members: new Map(),
      governed: true,
    })
  })

  test('goes by the policy in force today, and knows the transfers it stands by', () => {
    const policy = {
      ...defaultPolicy,
      permissions: {
        confidential: ['auditor' as const],
        commands: [{ command: make(Code, 'RunCampaign'), roles: ['sales' as const] }],
      },
    }
    const adopted = { type: 'AdoptPolicy', ...on('2026-02-05'), version: 'v2', policy } as const
    const { state } = having(opened, { ...adopted, effectiveFrom: '2026-03-01' })
    expect(regionToday(east, state, day('2026-02-28'))?.roles).toEqual(new Map())
    expect(regionToday(east, state, day('2026-03-01'))).toMatchObject({
      roles: new Map([['RunCampaign', ['sales']]]),
      confidential: ['auditor'],
    })
    const proposed = {
      type: 'ProposeTransfer',
      ...on('2026-02-05'),
      proposal: 'p1',
      reason: 'Moved',
    } as const
    const proposals = having(
      opened,
      { ...proposed, customer: 'C1', from: 'East', to: 'West' },
      { ...proposed, proposal: 'p2', customer: 'C2', from: 'West', to: 'East' },
      { type: 'WithdrawTransferProposal', ...on('2026-02-06'), proposal: 'p1', reason: 'Stays' },
    )
    expect(regionToday(east, proposals.state, day('2026-02-06'))?.transferProposals).toEqual(
      new Map([['p2', { customer: 'C2', from: 'West', to: 'East' }]]),
    )
  })
})

describe('roles are those of now, not of the day that a command speaks of', () => {
  test('a stranger dates an appointment before the first manager’s day in vain', () => {
    for (const date of ['2026-01-06', '2026-01-31', '2026-02-10'])
      managed
        .when(appoint('eve', 'manager', date), now(managed.state, '2026-02-10', by('eve')))
        .thenRejected('NotPermitted', { actor: 'eve', region: 'East' })
  })

  test('a released manager does not appoint himself again, whatever the day', () => {
    for (const date of ['2026-02-01', '2026-03-15', '2026-04-02'])
      handedOver
        .when(appoint('li', 'manager', date), now(handedOver.state, '2026-04-02', by('li')))
        .thenRejected('NotPermitted', { actor: 'li' })
  })

  test('a fact told late is judged by the roles of today', () => {
    const late = (user: string) =>
      handedOver.when(ran('2026-02-15'), now(handedOver.state, '2026-04-02', by(user)))
    late('li').thenRejected('NotPermitted', { actor: 'li' })
    // wu manages since March, and tells what was in February.
    late('wu').thenMatching({ type: 'CampaignRun', occurredOn: '2026-02-15' })
  })

  test('who is to manage tomorrow does not manage today', () => {
    const soon = managed.and(
      appoint('wu', 'manager', '2026-03-01', '2026-02-10'),
      now(managed.state, '2026-02-10', by('li')),
    )
    soon
      .when(appoint('eve', 'sales', '2026-03-01', '2026-02-28'), now(soon.state, '2026-02-28', by('wu')))
      .thenRejected('NotPermitted')
    soon
      .when(appoint('eve', 'sales', '2026-03-01'), now(soon.state, '2026-03-01', by('wu')))
      .thenMatching({ type: 'MemberAppointed' })
  })

  test('history is no way around them', () => {
    managed
      .when(
        appoint('eve', 'manager', '2026-01-06'),
        now(managed.state, '2026-02-10', { ...by('eve'), historical: true }),
      )
      .thenRejected('NotPermitted', { needs: ['importer'] })
  })
})

describe('founding (policy 2)', () => {
  test('whoever opens a region is its founder, and its manager at once where nothing is left open', () => {
    expect(founded.state.opened?.founder).toBe('tester')
    expect(founded.state.everAppointed).toBe(false)
    const { type: _, occurredOn, ...data } = opened
    const fang = { ...by('fang'), governed: true, regions: new Map() }
    having()
      .when(opened, fang)
      .then(
        { type: 'RegionOpened', occurredOn, data: { ...data, founder: 'fang' } },
        {
          type: 'MemberAppointed',
          occurredOn,
          data: { region: 'East', user: 'fang', roles: ['manager'], from: '2026-01-05' },
        },
      )
    const { state } = having().and(opened, fang)
    expect(regionToday(east, state, day('2026-01-05'))).toMatchObject({
      founder: 'fang',
      governed: true,
      members: new Map([['fang', ['manager']]]),
    })
  })

  test('the founder appoints the first manager, and nobody else but whoever runs the store', () => {
    const first = appoint('li', 'manager', '2026-02-01')
    const at = (more: Partial<Context>) => now(founded.state, '2026-02-01', more)
    founded.when(first, at(by('eve'))).thenRejected('NotPermitted', { actor: 'eve', needs: ['manager'] })
    founded
      .when({ ...first, user: 'eve' }, at({ ...by('eve'), historical: true }))
      .thenRejected('NotPermitted', { actor: 'eve' })
    founded.when(first, at(by('tester'))).thenMatching({ type: 'MemberAppointed' })
    founded.when(first, at({ ...by('eve'), operator: true })).thenMatching({ type: 'MemberAppointed' })
  })

  test('a founder is nobody any more once somebody was appointed', () => {
    managed
      .when(ran('2026-02-10'), now(managed.state, '2026-02-10'))
      .thenRejected('NotPermitted', { actor: 'tester' })
  })

  test('the first appointment is of somebody who manages from today at the latest', () => {
    const today = '2026-02-10'
    const first = (facts: object) =>
      founded.when(
        { ...appoint('li', 'manager', today), ...facts },
        now(founded.state, today, { today: day(today) }),
      )
    first({}).thenMatching({ type: 'MemberAppointed' })
    first({ from: '2026-01-06' }).thenMatching({ type: 'MemberAppointed' })
    first({ roles: ['sales', 'manager'], until: today }).thenMatching({ type: 'MemberAppointed' })
    first({ roles: ['sales'] }).thenRejected('FirstManagerMissing', {
      message:
        'With the first appointment the region is governed: appoint somebody who manages it from today at the latest (roles: manager).',
    })
    first({ from: addDays(day(today), 1) }).thenRejected('FirstManagerMissing')
    first({ from: '2026-02-01', until: '2026-02-09' }).thenRejected('FirstManagerMissing')
  })

  test('a region is opened by anybody: there is nobody yet who could forbid it; an open one is not opened again', () => {
    managed
      .when({ ...opened, occurredOn: '2026-02-10' }, now(managed.state, '2026-02-10', by('eve')))
      .thenRejected('NotPermitted')
    managed
      .when({ ...opened, occurredOn: '2026-02-10' }, now(managed.state, '2026-02-10', by('li')))
      .thenRejected('RegionAlreadyOpen')
  })
})
