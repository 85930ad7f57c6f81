import * as t from 'io-ts'

const appointed = {
  manager: null,
  sales: null,
  marketing: null,
  technical: null,
  customerService: null,
  auditor: null,
  importer: null,
} as const

/**
 * To what somebody is appointed in a region. An auditor reads and changes nothing; an importer enters what another system or
 * an earlier time holds.
 */
export const MemberRole = t.keyof(
  appointed,
  'MemberRole manager, sales, marketing, technical, customerService, auditor or importer',
)
export type MemberRole = t.TypeOf<typeof MemberRole>

/**
 * In what capacity somebody acts: what a region's members are appointed to, and the two that follow from the case at hand,
 * its owner and its account team.
 */
export const Role = t.keyof(
  { owner: null, accountTeam: null, ...appointed },
  'Role owner, accountTeam, manager, sales, marketing, technical, customerService, auditor or importer',
)
export type Role = t.TypeOf<typeof Role>

export type Roles = ReadonlyArray<Role>
