import * as t from 'io-ts'
import { codePointName, quoted, strangerInCode } from './characters.ts'
import { isEntering } from './entering.ts'

// Codes come from the user's own systems and are kept verbatim (NFC-normalised, so that one id has one spelling).
// They are opaque: never a person's name or phone.

const codeLengthMax = 120

/**
 * How long a code may be that names a stream, in bytes of its percent-encoded UTF-8: a letter takes one, `ä` six, a Chinese
 * character nine. A stream's name holds 200 bytes (`streamName` of `@kehu/event-store`); the longest that stands before and
 * after an id is `regionSales-` and `.2026-03`, 20 bytes. It is said here, so that a long code is refused where it enters.
 */
export const idBytesMax = 180

/** What a code was ever let in as. Control characters and surrounding blanks were never meant. */
const wasCode = (text: string): boolean =>
  text !== '' &&
  text.length <= codeLengthMax &&
  text.isWellFormed() &&
  text === text.trim() &&
  !/\p{Cc}/u.test(text)

type Bound = (code: string) => string | null

const unbounded: Bound = () => null

const boundedAsId: Bound = (code) => {
  const bytes = encodeURIComponent(code).length
  return bytes <= idBytesMax
    ? null
    : `is too long: it takes ${bytes} bytes of at most ${idBytesMax}, where a letter or digit takes one and a Chinese character nine`
}

/** Why a code, spelled in NFC, may not enter. */
const whyNot = (code: string, name: string, bound: Bound): string | null => {
  if (code.length <= codeLengthMax) {
    const stranger = strangerInCode(code)
    if (stranger !== null) {
      return `${quoted(code)} is not a ${name}: it holds ${codePointName(stranger)}, which nobody sees or which looks like another character; write the code without it`
    }
  }
  if (!wasCode(code)) return general(code, name)
  const tooLong = bound(code)
  return tooLong === null ? null : `${quoted(code)} ${tooLong}`
}

const general = (u: unknown, name: string): string =>
  `${typeof u === 'string' ? quoted(u) : typeof u === 'object' && u !== null ? 'An object' : String(u)} is not a ${name}: 1 to ${codeLengthMax} characters, no blanks around it, no control characters`

const codeCodec = <B>(name: string, bound: Bound): t.Type<t.Branded<string, B>, string> => {
  type Code = t.Branded<string, B>
  const isCode = (u: unknown): u is Code => typeof u === 'string' && wasCode(u) && u === u.normalize('NFC')
  return new t.Type<Code, string>(
    name,
    isCode,
    (u, context) => {
      // A text far too long is not normalised first.
      if (typeof u !== 'string' || u.length > codeLengthMax * 4 || !u.isWellFormed())
        return t.failure(u, context, general(u, name))
      const code = u.normalize('NFC')
      const problem = isEntering(context) ? whyNot(code, name, bound) : null
      if (problem !== null) return t.failure(u, context, problem)
      return isCode(code) ? t.success(code) : t.failure(u, context, general(u, name))
    },
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
export const CustomerId = codeCodec<CustomerIdBrand>('CustomerId', boundedAsId)
export type CustomerId = t.TypeOf<typeof CustomerId>

/** 区域 sales region */
export const RegionId = codeCodec<RegionIdBrand>('RegionId', boundedAsId)
export type RegionId = t.TypeOf<typeof RegionId>

/** 客户投诉 complaint */
export const ComplaintId = codeCodec<ComplaintIdBrand>('ComplaintId', boundedAsId)
export type ComplaintId = t.TypeOf<typeof ComplaintId>

/** 销售机会 sales opportunity */
export const OpportunityId = codeCodec<OpportunityIdBrand>('OpportunityId', boundedAsId)
export type OpportunityId = t.TypeOf<typeof OpportunityId>

/** 责任人 somebody of the company: owner, actor, approver; an opaque code of the company's own directory. */
export const UserId = codeCodec<UserIdBrand>('UserId', unbounded)
export type UserId = t.TypeOf<typeof UserId>

/** Any other code of the user's systems: a document, a product, an industry, a policy version. */
export const Code = codeCodec<CodeBrand>('Code', unbounded)
export type Code = t.TypeOf<typeof Code>
