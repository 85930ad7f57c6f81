import * as t from 'io-ts'
import { complaintEvents } from '../complaint/events.ts'
import { customerEvents } from '../customer/events.ts'
import { opportunityEvents } from '../opportunity/events.ts'
import { regionEvents, regionSalesEvents } from '../region/events.ts'
import type { Fields } from '../vocabulary/fields.ts'
import type { EventDefinitions } from '../vocabulary/messages.ts'

/** One fact that may be recorded: a field of an event, wherever in it. */
export type RecordedFact = {
  readonly event: string
  /** Its place in the event's data, such as `line.netAmount` or `steps[].due`. */
  readonly path: string
  /** The codec that says what it may be. */
  readonly codec: string
  readonly required: boolean
  /** Whether it is personal data, seen by the account team and managers only. */
  readonly personal: boolean
}

/**
 * Everything that can be recorded, read off the codecs: what a complete query over the information base must be able to ask for.
 * A field that is added to an event is in the list the day it is written.
 * @source policy 4.3-A, A26
 * @clause 31
 * @example
 * recordedFacts().some(({ event, path }) => event === 'ContactRecorded' && path === 'topics[]') // true
 */
export const recordedFacts = (
  definitions: EventDefinitions = {
    ...customerEvents,
    ...complaintEvents,
    ...opportunityEvents,
    ...regionEvents,
    ...regionSalesEvents,
  },
): ReadonlyArray<RecordedFact> =>
  Object.entries(definitions).flatMap(([event, { data }]) =>
    factsIn(data, '', true).map((fact) => ({ event, ...fact })),
  )

type FactIn = Omit<RecordedFact, 'event'>

const factsIn = (codec: t.Mixed, path: string, required: boolean): ReadonlyArray<FactIn> => {
  if (codec.name.startsWith('Personal ')) return [{ path, codec: codec.name, required, personal: true }]
  if (isFields(codec)) {
    const at = (key: string): string => (path === '' ? key : `${path}.${key}`)
    return [
      ...Object.entries(codec.required).flatMap(([key, part]) => factsIn(part, at(key), required)),
      ...Object.entries(codec.optional).flatMap(([key, part]) => factsIn(part, at(key), false)),
    ]
  }
  if (codec instanceof t.ReadonlyArrayType) return factsIn(codec.type, `${path}[]`, required)
  // Of alternatives with fields of their own every field may be asked for.
  if (codec instanceof t.UnionType && codec.types.some(isFields))
    return codec.types.flatMap((part: t.Mixed) => factsIn(part, path, false))
  return [{ path, codec: codec.name, required, personal: false }]
}

const isFields = (codec: t.Mixed): codec is Fields<t.Props, t.Props> =>
  'required' in codec && 'optional' in codec
