import * as t from 'io-ts'
import type { Policy } from '../policy/policy.ts'
import type { Fields } from '../vocabulary/fields.ts'
import type { Role } from './role.ts'

// Bottom lines and personal data are for the account team and managers only (A53), and for the owner, who leads the team.

/**
 * Whether somebody in these roles sees bottom lines and personal data.
 *
 * @param roles those held in the region and those that follow from the case
 * @source A53; who exactly is `permissions.confidential` of the policy in force
 * @example
 * mayReadConfidential(defaultPolicy, ['accountTeam']) // true
 * mayReadConfidential(defaultPolicy, ['sales', 'auditor']) // false
 */
export const mayReadConfidential = (policy: Policy, roles: ReadonlyArray<Role>): boolean =>
  roles.some((role) => policy.permissions.confidential.includes(role))

/**
 * A value as somebody sees it who may not read what is confidential: each personal value `{subject, value}` is
 * `{subject, withheld: true}`, wherever the codec has one; sealed and erased ones stay, they tell nothing.
 *
 * The codec says where they are and not their look: what merely looks like one is left alone.
 *
 * @param codec of the data, such as that of an event's definition
 */
export const withheld = (codec: t.Mixed, value: unknown): unknown => {
  if (isPersonal(codec)) return withoutValue(value)
  if (isFields(codec)) {
    if (!isRecord(value)) return value
    const known: t.Props = { ...codec.required, ...codec.optional }
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => {
        const of = known[key]
        return [key, of === undefined ? part : withheld(of, part)]
      }),
    )
  }
  if (codec instanceof t.UnionType) {
    const meant = codec.types.find((each: t.Mixed) => each.is(value))
    return meant === undefined ? value : withheld(meant, value)
  }
  if (codec instanceof t.ReadonlyArrayType)
    return Array.isArray(value) ? value.map((each: unknown) => withheld(codec.type, each)) : value
  return codec instanceof t.ReadonlyType ? withheld(codec.type, value) : value
}

const isFields = (codec: t.Mixed): codec is Fields<t.Props, t.Props> =>
  'required' in codec && 'optional' in codec

/** What `personal` makes: a union that has an erased alternative. */
const isPersonal = (codec: t.Mixed): boolean =>
  codec instanceof t.UnionType && codec.types.some((each: t.Mixed) => each.name === 'ErasedPersonal')

const withoutValue = (value: unknown): unknown =>
  isRecord(value) && 'value' in value ? { subject: value.subject, withheld: true } : value

const isRecord = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !Array.isArray(u)
