import * as t from 'io-ts'

/**
 * The festivals Kehu knows; which of them a region greets its customers on is a matter of its policy (A37).
 * @source policy 5.2-A
 */
export const Festival = t.keyof(
  { SPRING_FESTIVAL: null, MID_AUTUMN: null, DRAGON_BOAT: null, NEW_YEAR: null, NATIONAL_DAY: null },
  'Festival SPRING_FESTIVAL, MID_AUTUMN, DRAGON_BOAT, NEW_YEAR or NATIONAL_DAY',
)
export type Festival = t.TypeOf<typeof Festival>
