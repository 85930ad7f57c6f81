import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { make } from '../testing/leaves.ts'
import { pooledLeaves } from '../testing/pools.ts'
import { contextOn, governedBy, openRegions } from '../testing/world.ts'
import { RegionId, UserId } from '../vocabulary/code.ts'
import { MemberRole, type Role } from '../vocabulary/role.ts'
import type { Context, RegionToday } from './context.ts'
import { everyKind, type Moment } from './every-aggregate.fixture.ts'
import { everyRole, writtenPermissions } from './permission-table.fixture.ts'

const somebody = make(UserId, 'somebody')

/** Every region that a command touches, governed by one person with one role, or by nobody's owner and team. */
const asOnly = (role: Role, moment: Moment): Context => {
  const touchedRegions = regionsOf(moment)
  const here = openRegions.get(make(RegionId, 'East'))
  if (here === undefined) throw new Error('East is not open.')
  const open = new Map<RegionId, RegionToday>(touchedRegions.map((region) => [region, { ...here, region }]))
  return {
    ...contextOn(moment.command.occurredOn),
    actor: somebody,
    regions: governedBy(new Map(MemberRole.is(role) ? [[somebody, [role]]] : []), open),
    charges: touchedRegions.map((region) => ({
      region,
      owner: role === 'owner' ? somebody : null,
      team: role === 'accountTeam' ? [somebody] : [],
    })),
  }
}

const regionsOf = ({ touched, own }: Moment): ReadonlyArray<RegionId> => [
  ...new Set([...touched.regions, ...(own === null || own.region === null ? [] : [own.region])]),
]

const rolesThatPass = (moment: Moment): ReadonlyArray<Role> =>
  everyRole.filter((role) => {
    const decided = moment.decide(asOnly(role, moment))
    return !isLeft(decided) || decided.left._tag !== 'NotPermitted'
  })

describe('who may give which command (docs/decisions/0008)', () => {
  test('is written down for every command there is, and for no other', () => {
    expect([...writtenPermissions.keys()].sort()).toEqual(
      everyKind.flatMap(({ commands }) => commands).sort(),
    )
  })

  test.for(everyKind)('is what the rules of a $category say, role by role', ({ commands, anyOf }) => {
    for (const type of commands) {
      fc.assert(
        fc.property(anyOf(type, pooledLeaves), (moment) => {
          // Of a customer nobody has heard of there is nothing to forbid.
          fc.pre(regionsOf(moment).length > 0)
          expect({ [type]: rolesThatPass(moment) }).toEqual({ [type]: writtenPermissions.get(type) })
        }),
        { numRuns: 5 },
      )
    }
  })
})
