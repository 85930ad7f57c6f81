import * as t from 'io-ts'

/** What somebody can be appointed to. Owners and account teams are not appointed: they follow from the case at hand. */
export const MemberRole = t.keyof(
  { manager: null, sales: null, marketing: null, technical: null, customerService: null, auditor: null },
  'MemberRole manager, sales, marketing, technical, customerService or auditor',
)
export type MemberRole = t.TypeOf<typeof MemberRole>
