import * as t from 'io-ts'

/** 信息共享: a newly gained fact about a customer, a success case, or sales experience (policy 7.1-A). */
export const ItemKind = t.keyof(
  { customerFact: null, successCase: null, experience: null },
  'ItemKind customerFact, successCase or experience',
)
export type ItemKind = t.TypeOf<typeof ItemKind>
