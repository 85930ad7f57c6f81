import { isRight, right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../policy/default-policy.ts'
import { permissionProblems } from '../region/terms/check-permissions.ts'
import { make } from '../testing/leaves.ts'
import { contextOn, governedBy, openRegions, someStaff } from '../testing/world.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, RegionId, UserId } from '../vocabulary/code.ts'
import type { MemberRole, Role, Roles } from '../vocabulary/role.ts'
import type { Charge, Context, RegionToday } from './context.ts'
import { checkPermission, holdsIn, isManager, type Request, rolesIn } from './permission.ts'

const id = (name: string) => make(UserId, name)
const [east, west, north] = [make(RegionId, 'East'), make(RegionId, 'West'), make(RegionId, 'North')]
const staffOf = (...people: ReadonlyArray<readonly [string, ...ReadonlyArray<MemberRole>]>) =>
  new Map(people.map(([user, ...roles]) => [id(user), roles]))

/** Both regions governed by the usual people, unless said otherwise. */
const as = (actor: string, given: Partial<Context> = {}): Context => ({
  ...contextOn(make(CalendarDate, '2026-03-02')),
  actor: id(actor),
  regions: governedBy(),
  ...given,
})
const changed = (region: RegionId, facts: Partial<RegionToday>, regions = governedBy()) =>
  new Map([...regions].map(([key, here]) => [key, key === region ? { ...here, ...facts } : here]))
const sold: Request = { command: 'RecordPurchase', by: ['manager', 'sales'], regions: [east], charges: [] }
const inCharge = (facts: Partial<Charge>): Charge => ({ region: east, owner: null, team: [], ...facts })
const may = (context: Context, request: Request = sold) => isRight(checkPermission(context, request))

describe('who may give a command', () => {
  test('is whoever has one of its roles in the region; others are told which it takes, and of whom to ask', () => {
    expect(checkPermission(as('anna'), sold)).toEqual(right(undefined))
    expect(checkPermission(as('auditor'), sold)).toEqual({
      _tag: 'Left',
      left: {
        _tag: 'NotPermitted',
        actor: 'auditor',
        region: 'East',
        needs: ['manager', 'sales'],
        message:
          'auditor may not do this in region East: it takes one of manager, sales. Let such a person do it, or have a manager of East appoint auditor.',
      },
    })
    expect(may(as('stranger'))).toBe(false)
  })

  test('needs a role in every region that it touches, not in the first', () => {
    const regions = changed(west, { members: staffOf(['bob', 'sales']) })
    const both = { ...sold, regions: [east, west] }
    expect(may(as('anna', { regions }))).toBe(true)
    expect(checkPermission(as('anna', { regions }), both)).toMatchObject({
      left: { actor: 'anna', region: 'West' },
    })
    expect(checkPermission(as('bob', { regions }), both)).toMatchObject({ left: { region: 'East' } })
    expect(checkPermission(as('bob', { regions }), { ...sold, regions: [west, east] })).toMatchObject({
      left: { region: 'East' },
    })
    expect(may(as('anna'), both)).toBe(true)
  })

  test('needs a role in the home of every customer and case that it touches, though no region is named', () => {
    const regions = changed(west, { members: staffOf(['bob', 'sales']) })
    const both = { ...sold, regions: [], charges: [inCharge({}), inCharge({ region: west })] }
    expect(may(as('anna', { regions }), both)).toBe(false)
    expect(may(as('bob', { regions }), both)).toBe(false)
    expect(may(as('anna'), both)).toBe(true)
  })

  test('of what has no home and touches no region nothing is forbidden, nor where no region is open', () => {
    expect(may(as('stranger'), { ...sold, regions: [], charges: [inCharge({ region: null })] })).toBe(true)
    expect(may(as('stranger'), { ...sold, regions: [north] })).toBe(true)
    expect(may(as('stranger'), { ...sold, regions: [north, east] })).toBe(false)
  })

  test('needs no role in a region that has given its word already, and one in every other', () => {
    const regions = changed(west, { members: staffOf(['bob', 'sales']) })
    const agreed = (region: RegionToday) => region.region === east
    expect(may(as('bob', { regions }), { ...sold, regions: [east, west], agreed })).toBe(true)
    expect(may(as('bob', { regions }), { ...sold, regions: [east, west], agreed: () => false })).toBe(false)
    expect(may(as('stranger', { regions }), { ...sold, regions: [east, west], agreed })).toBe(false)
  })

  test('is whoever runs the store, whatever it is', () => {
    expect(may(as('stranger', { operator: true }))).toBe(true)
    expect(may(as('stranger', { operator: true, historical: true, governed: true }))).toBe(true)
    expect(may(as('stranger', { operator: true, governed: true, regions: openRegions }))).toBe(true)
  })
})

describe('in what capacity somebody acts', () => {
  const here = governedBy().get(east)
  const roles = (user: string, ...charges: ReadonlyArray<Charge>): Roles =>
    here === undefined ? [] : rolesIn(here, id(user), charges)

  test('is what they are appointed to, and what they are entrusted with in that region', () => {
    expect(roles('anna')).toEqual(['sales'])
    expect(roles('mei', inCharge({ owner: id('mei') }))).toEqual(['marketing', 'owner'])
    expect(roles('nobody', inCharge({ owner: id('nobody') }))).toEqual(['owner'])
    expect(roles('nobody', inCharge({ team: [id('bo'), id('nobody')] }))).toEqual(['accountTeam'])
    expect(roles('nobody', inCharge({}), inCharge({ owner: id('nobody'), team: [id('nobody')] }))).toEqual([
      'owner',
      'accountTeam',
    ])
    expect(roles('nobody', inCharge({ owner: id('anna'), team: [id('bo')] }))).toEqual([])
  })

  test('is nothing in the region of one customer for being the owner of another elsewhere', () => {
    expect(roles('nobody', inCharge({ region: west, owner: id('nobody'), team: [id('nobody')] }))).toEqual([])
    expect(roles('nobody', inCharge({ region: null, owner: id('nobody') }))).toEqual([])
  })

  test('is nothing once they were released, whatever still stands in their name', () => {
    const charges = [inCharge({ owner: id('wang'), team: [id('wang')] })]
    const gone = here && { ...here, released: new Set([id('wang')]) }
    expect(gone && rolesIn(gone, id('wang'), charges)).toEqual([])
    const owned: Request = { ...sold, by: ['owner', 'accountTeam', 'manager'], charges }
    expect(may(as('wang'), owned)).toBe(true)
    expect(may(as('wang', { regions: changed(east, { released: new Set([id('wang')]) }) }), owned)).toBe(
      false,
    )
    expect(may(as('wang', { regions: changed(west, { released: new Set([id('wang')]) }) }), owned)).toBe(true)
  })
})

describe('what the policy of today says in place of the table', () => {
  const ruled = (roles: Roles) => changed(east, { roles: new Map([['RecordPurchase', roles]]) })

  test('holds in its region, and for that command alone', () => {
    const regions = ruled(['auditor'])
    expect(may(as('auditor', { regions }))).toBe(true)
    expect(checkPermission(as('anna', { regions }), sold)).toMatchObject({ left: { needs: ['auditor'] } })
    expect(may(as('anna', { regions }), { ...sold, command: 'ReturnPurchase' })).toBe(true)
    expect(may(as('anna', { regions }), { ...sold, regions: [west] })).toBe(true)
    expect(may(as('auditor', { regions }), { ...sold, regions: [east, west] })).toBe(false)
  })

  test('is kept off an import too: it still takes an importer', () => {
    const regions = ruled(['manager'])
    expect(may(as('ida', { regions, historical: true }))).toBe(false)
    expect(may(as('ida', { historical: true }))).toBe(true)
  })
})

describe('history is entered by an importer (docs/decisions/0008)', () => {
  const history = { historical: true }
  const appointed = (...roles: readonly [MemberRole, ...ReadonlyArray<MemberRole>]) => ({
    ...history,
    regions: changed(east, { members: staffOf(['somebody', ...roles]) }),
  })
  const decided: Request = { ...sold, command: 'AppointMember', by: ['manager'] }

  test('who needs no everyday role for it', () => {
    for (const by of [['manager', 'sales'], ['owner', 'manager'], ['importer'], ['sales']] as const)
      expect(may(as('somebody', appointed('importer')), { ...sold, by })).toBe(true)
  })

  test('and nobody without that role enters any, not even a manager', () => {
    expect(checkPermission(as('manager', history), sold)).toMatchObject({ left: { needs: ['importer'] } })
    expect(may(as('anna', history))).toBe(false)
    expect(may(as('manager', history), decided)).toBe(false)
  })

  test('but decides nothing that is a manager’s', () => {
    expect(checkPermission(as('somebody', appointed('importer')), decided)).toMatchObject({
      left: { needs: ['manager'] },
    })
    expect(may(as('somebody', appointed('importer', 'sales')), decided)).toBe(false)
    expect(may(as('somebody', appointed('importer', 'manager')), decided)).toBe(true)
  })

  test('and an importer does nothing else: what happens today is told by those whose business it is', () => {
    expect(may(as('ida'))).toBe(false)
  })

  test('in every region that it touches', () => {
    expect(may(as('somebody', appointed('importer')), { ...sold, regions: [east, west] })).toBe(false)
  })
})

describe('a region in which nobody was ever appointed', () => {
  const appoint: Request = { ...sold, command: 'AppointMember', by: ['manager'] }
  const open = { regions: changed(east, { founder: id('fang') }, openRegions) }

  test('is open to all, but only its founder appoints the first', () => {
    expect(may(as('stranger', open))).toBe(true)
    expect(may(as('stranger', { ...open, historical: true }))).toBe(true)
    expect(may(as('fang', open), appoint)).toBe(true)
    expect(checkPermission(as('stranger', open), appoint)).toEqual({
      _tag: 'Left',
      left: {
        _tag: 'NotPermitted',
        actor: 'stranger',
        region: 'East',
        needs: ['manager'],
        message:
          'Nobody has been appointed in region East yet, and stranger may not do this there: let fang, who opened it, or whoever runs the store appoint the first manager (AppointMember).',
      },
    })
  })

  test('has its first manager appointed by whoever runs the store where nobody wrote down who founded it', () => {
    const forgotten = { regions: changed(east, { founder: null }, openRegions) }
    expect(checkPermission(as('fang', forgotten), appoint)).toMatchObject({
      left: { message: expect.stringContaining('let whoever runs the store appoint the first manager') },
    })
    expect(may(as('fang', { ...forgotten, operator: true }), appoint)).toBe(true)
  })

  test('is closed to all where nothing is left open, until its founder appoints somebody', () => {
    const closed = { ...open, governed: true }
    expect(may(as('stranger', closed))).toBe(false)
    expect(may(as('fang', closed))).toBe(false)
    expect(may(as('stranger', closed), appoint)).toBe(false)
    expect(may(as('fang', closed), appoint)).toBe(true)
  })

  test('opens nothing of a governed one', () => {
    const regions = changed(west, { governed: false, members: new Map(), founder: id('stranger') })
    expect(may(as('stranger', { regions }), { ...sold, regions: [west] })).toBe(true)
    expect(may(as('stranger', { regions }), { ...sold, regions: [west, east] })).toBe(false)
    expect(may(as('stranger', { regions }), { ...sold, regions: [west], charges: [inCharge({})] })).toBe(
      false,
    )
  })

  test('is governed for ever after: with everybody gone it is nobody’s but the operator’s', () => {
    const regions = changed(east, { members: new Map(), founder: id('fang') })
    expect(may(as('fang', { regions }))).toBe(false)
    expect(may(as('fang', { regions }), appoint)).toBe(false)
    expect(may(as('stranger', { regions }))).toBe(false)
  })
})

describe('who may approve as a manager', () => {
  test('manages every region that it is for, today', () => {
    const regions = changed(west, { members: staffOf(['wu', 'manager']) })
    expect(isManager({ regions }, [east], id('manager'))).toBe(true)
    expect(isManager({ regions }, [east, west], id('manager'))).toBe(false)
    expect(isManager({ regions }, [west, east], id('manager'))).toBe(false)
    expect(isManager({ regions }, [east], id('anna'))).toBe(false)
    expect(isManager({ regions }, [east], id('stranger'))).toBe(false)
  })

  test('is anybody where nobody was appointed, for nobody’s role is known', () => {
    expect(isManager({ regions: openRegions }, [east], id('stranger'))).toBe(true)
    expect(isManager({ regions: openRegions }, [north], id('stranger'))).toBe(true)
    expect(isManager({ regions: changed(west, { governed: false }) }, [west, east], id('stranger'))).toBe(
      false,
    )
  })

  test('holds one of the roles asked for', () => {
    const here = governedBy().get(east)
    const holds = (user: string, ...roles: Role[]) => holdsIn(here, id(user), roles)
    expect(holds('chen', 'technical', 'sales')).toBe(true)
    expect(holds('chen', 'sales')).toBe(false)
    expect(holds('stranger', 'sales')).toBe(false)
    expect(holdsIn(undefined, id('stranger'), ['sales'])).toBe(true)
    expect(someStaff.has(id('stranger'))).toBe(false)
  })
})

test('a policy whose rules nobody can follow is told all that is wrong with them', () => {
  const ruled = (...commands: ReadonlyArray<{ command: string; roles: Roles }>) => ({
    ...defaultPolicy,
    permissions: {
      ...defaultPolicy.permissions,
      commands: commands.map(({ command, roles }) => ({ command: make(Code, command), roles })),
    },
  })
  expect(permissionProblems(defaultPolicy)).toEqual([])
  const rule = { command: 'RecordContact', roles: ['sales'] } as const
  expect(permissionProblems(ruled(rule, { ...rule, command: 'RecordPurchase' }))).toEqual([])
  expect(permissionProblems(ruled(rule, { command: 'Fly', roles: [] }, rule))).toEqual([
    'permissions: there is no command Fly',
    'permissions: nobody may give Fly',
    'permissions: RecordContact has two rules',
  ])
})
