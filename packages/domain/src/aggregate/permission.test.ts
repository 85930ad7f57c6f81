import { right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { defaultPolicy, defaultPolicyInForce } from '../policy/default-policy.ts'
import { permissionProblems } from '../region/terms/check-permissions.ts'
import { make } from '../testing/leaves.ts'
import { contextOn, someStaff } from '../testing/world.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, UserId } from '../vocabulary/code.ts'
import type { Role } from '../vocabulary/role.ts'
import { checkPermission, isManager } from './permission.ts'

const ruled = (...commands: ReadonlyArray<{ command: string; roles: ReadonlyArray<Role> }>) => ({
  ...defaultPolicy,
  permissions: {
    ...defaultPolicy.permissions,
    commands: commands.map(({ command, roles }) => ({ command: make(Code, command), roles })),
  },
})
const context = (actor: string, policy = defaultPolicy) => ({
  ...contextOn(make(CalendarDate, '2026-03-02')),
  actor: make(UserId, actor),
  members: someStaff,
  policy: { ...defaultPolicyInForce, policy },
})

describe('who may give a command', () => {
  test('is said by the table: a role of the region, or one that follows from the case', () => {
    expect(checkPermission(context('anna'), 'RecordContact')).toEqual(right(undefined))
    expect(checkPermission(context('auditor'), 'RecordContact')).toMatchObject({
      left: {
        _tag: 'NotPermitted',
        actor: 'auditor',
        needs: expect.arrayContaining(['sales']),
        message: expect.stringMatching(/^auditor may not do this here: it takes one of .*, /),
      },
    })
    expect(checkPermission(context('stranger'), 'RecordContact')).toMatchObject({ _tag: 'Left' })
    expect(checkPermission(context('stranger'), 'RecordContact', ['owner'])).toEqual(right(undefined))
  })

  test('is said by the policy where it has a rule for the command, and for that command only', () => {
    const strict = ruled(
      { command: 'OpenRegion', roles: ['auditor'] },
      { command: 'RecordContact', roles: ['manager'] },
    )
    expect(checkPermission(context('anna', strict), 'RecordContact')).toMatchObject({
      left: { needs: ['manager'] },
    })
    expect(checkPermission(context('manager', strict), 'RecordContact')).toEqual(right(undefined))
    expect(checkPermission(context('anna', strict), 'RecordPurchase')).toEqual(right(undefined))
  })

  test('is everybody while nobody manages the region', () => {
    const free = { ...context('stranger'), members: new Map() }
    expect(checkPermission(free, 'RecordContact')).toEqual(right(undefined))
    expect(isManager(free, make(UserId, 'stranger'))).toBe(true)
    expect(isManager(context('x'), make(UserId, 'manager'))).toBe(true)
    expect(isManager(context('x'), make(UserId, 'anna'))).toBe(false)
    expect(isManager(context('x'), make(UserId, 'stranger'))).toBe(false)
  })
})

test('a policy whose rules nobody can follow is told all that is wrong with them', () => {
  expect(permissionProblems(defaultPolicy)).toEqual([])
  const rule = { command: 'RecordContact', roles: ['sales'] } as const
  expect(permissionProblems(ruled(rule, { ...rule, command: 'RecordPurchase' }))).toEqual([])
  expect(permissionProblems(ruled(rule, { command: 'Fly', roles: [] }, rule))).toEqual([
    'permissions: there is no command Fly',
    'permissions: nobody may give Fly',
    'permissions: RecordContact has two rules',
  ])
})
