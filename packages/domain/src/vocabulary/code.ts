import * as t from 'io-ts'
import { shown } from './shown.ts'

// Codes come from the user's own systems and are kept verbatim (NFC-normalised, so that one id has one spelling).
// They are opaque: never a person's name or phone.

const codeLengthMax = 120
// Control characters and surrounding blanks are never meant: they come from bad exports and would make a second customer.
const isCode = (text: string): boolean =>
  text !== '' &&
  text.length <= codeLengthMax &&
  text.isWellFormed() &&
  text === text.trim() &&
  !/\p{Cc}/u.test(text)

const codeCodec = <B>(name: string): t.Type<t.Branded<string, B>, string> => {
  type Code = t.Branded<string, B>
  return new t.Type<Code, string>(
    name,
    (u): u is Code => typeof u === 'string' && isCode(u) && u === u.normalize('NFC'),
    (u, context) =>
      typeof u === 'string' && isCode(u)
        ? t.success(u.normalize('NFC') as Code)
        : t.failure(
            u,
            context,
            `${shown(u)} is not a ${name}: 1 to ${codeLengthMax} characters, no blanks around it, no control characters`,
          ),
    (code) => code,
  )
}

export interface CustomerIdBrand {
  readonly CustomerId: unique symbol
}
export interface RegionIdBrand {
  readonly RegionId: unique symbol
}
export interface ComplaintIdBrand {
  readonly ComplaintId: unique symbol
}
export interface OpportunityIdBrand {
  readonly OpportunityId: unique symbol
}
export interface UserIdBrand {
  readonly UserId: unique symbol
}
export interface CodeBrand {
  readonly Code: unique symbol
}

/** 客户 customer */
export const CustomerId = codeCodec<CustomerIdBrand>('CustomerId')
export type CustomerId = t.TypeOf<typeof CustomerId>

/** 区域 sales region */
export const RegionId = codeCodec<RegionIdBrand>('RegionId')
export type RegionId = t.TypeOf<typeof RegionId>

/** 客户投诉 complaint */
export const ComplaintId = codeCodec<ComplaintIdBrand>('ComplaintId')
export type ComplaintId = t.TypeOf<typeof ComplaintId>

/** 销售机会 sales opportunity */
export const OpportunityId = codeCodec<OpportunityIdBrand>('OpportunityId')
export type OpportunityId = t.TypeOf<typeof OpportunityId>

/** 责任人 somebody of the company: owner, actor, approver; an opaque code of the company's own directory. */
export const UserId = codeCodec<UserIdBrand>('UserId')
export type UserId = t.TypeOf<typeof UserId>

/** Any other code of the user's systems: a document, a product, an industry, a policy version. */
export const Code = codeCodec<CodeBrand>('Code')
export type Code = t.TypeOf<typeof Code>
