import * as t from 'io-ts'

/**
 * In what capacity somebody acts. The first two follow from the case at hand (its owner, its account team); the others are
 * what a region's members were appointed to. An auditor reads and changes nothing.
 */
export const Role = t.keyof(
  {
    owner: null,
    accountTeam: null,
    manager: null,
    sales: null,
    marketing: null,
    technical: null,
    customerService: null,
    auditor: null,
  },
  'Role owner, accountTeam, manager, sales, marketing, technical, customerService or auditor',
)
export type Role = t.TypeOf<typeof Role>
