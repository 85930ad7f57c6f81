import * as t from 'io-ts'
import { shown } from '../../vocabulary/shown.ts'

export interface CreditCodeBrand {
  readonly CreditCode: unique symbol
}
/** 统一社会信用代码, the unified social credit code of GB 32100-2015: 18 characters, the last a check character. */
export type CreditCode = t.Branded<string, CreditCodeBrand>

// GB 32100-2015: digits and capitals without I, O, S, V, Z; weights are the powers of 3 modulo 31.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const codePattern = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/

const checkCharacter = (code: string): string | undefined => {
  let sum = 0
  let weight = 1
  for (const character of code.slice(0, 17)) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31]
}

const isCreditCode = (u: unknown): u is CreditCode =>
  typeof u === 'string' && codePattern.test(u) && u[17] === checkCharacter(u)

export const CreditCode: t.Type<CreditCode, string> = new t.Type<CreditCode, string>(
  'CreditCode',
  isCreditCode,
  (u, context) =>
    isCreditCode(u)
      ? t.success(u)
      : t.failure(
          u,
          context,
          `${shown(u)} is not a unified social credit code: 18 characters whose last checks the others (GB 32100-2015)`,
        ),
  (code) => code,
)
