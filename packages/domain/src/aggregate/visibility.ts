import * as t from 'io-ts'
import type { RegionId, UserId } from '../vocabulary/code.ts'
import type { Fields } from '../vocabulary/fields.ts'
import type { Charge, Context } from './context.ts'
import { rolesIn } from './permission.ts'

// Bottom lines and personal data are for the account team and managers only (A53), and for the owner, who leads the team.

/**
 * Whether somebody sees bottom lines and personal data of what concerns these regions: asked of every one of them, by the roles
 * of this moment. What concerns no region is nobody's to see but whoever runs the store.
 *
 * @param regions whose business it is: the home of its customer, the region of the case
 * @param charges in whose hands it is
 * @source A53; who exactly is `permissions.confidential` of the policy in force
 */
export const mayReadConfidential = (
  { operator, governed, regions: known }: Pick<Context, 'operator' | 'governed' | 'regions'>,
  viewer: UserId,
  regions: ReadonlyArray<RegionId>,
  charges: ReadonlyArray<Charge>,
): boolean =>
  operator ||
  (regions.length > 0 &&
    regions.every((region) => {
      const here = known.get(region)
      if (here === undefined) return false
      if (!here.governed) return !governed || viewer === here.founder
      return rolesIn(here, viewer, charges).some((role) => here.confidential.includes(role))
    }))

/**
 * A value as somebody sees it who may not read what is confidential: each personal value `{subject, value}` is
 * `{subject, withheld: true}`, wherever the codec has one; sealed and erased ones stay, they tell nothing.
 *
 * The codec says where they are and not their look: what merely looks like one is left alone.
 *
 * @param codec of the data, such as that of an event's definition
 */
export const withheld = (codec: t.Mixed, value: unknown): unknown => mapPersonal(codec, value, withoutValue)

/** The personal values in something, in the order of its codec; sealed and erased ones tell nothing. */
export const personalValues = (codec: t.Mixed, value: unknown): ReadonlyArray<unknown> => {
  const found: unknown[] = []
  mapPersonal(codec, value, (personal) => {
    if (isRecord(personal) && 'value' in personal) found.push(personal.value)
    return personal
  })
  return found
}

/** The same value with something else in place of each personal one, wherever its codec has one. */
const mapPersonal = (codec: t.Mixed, value: unknown, change: (personal: unknown) => unknown): unknown => {
  if (isPersonal(codec)) return change(value)
  if (isFields(codec)) {
    if (!isRecord(value)) return value
    const known: t.Props = { ...codec.required, ...codec.optional }
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => {
        const of = known[key]
        return [key, of === undefined ? part : mapPersonal(of, part, change)]
      }),
    )
  }
  if (codec instanceof t.UnionType) {
    const meant = codec.types.find((each: t.Mixed) => each.is(value))
    return meant === undefined ? value : mapPersonal(meant, value, change)
  }
  if (codec instanceof t.ReadonlyArrayType)
    return Array.isArray(value) ? value.map((each: unknown) => mapPersonal(codec.type, each, change)) : value
  return codec instanceof t.ReadonlyType ? mapPersonal(codec.type, value, change) : value
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
