import * as t from 'io-ts'

/** 奖金, 奖品 (policy 8.2-A). */
export const MonetaryKind = t.keyof({ bonus: null, prize: null }, 'MonetaryKind bonus or prize')
