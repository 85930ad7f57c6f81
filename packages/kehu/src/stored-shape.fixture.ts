import {
  complaintEvents,
  customerEvents,
  identityEvents,
  opportunityEvents,
  regionEvents,
  regionSalesEvents,
} from '@kehu/domain'
import * as t from 'io-ts'

// What is stored, as its codecs say it, and what may become of it: events and optional fields are added, nothing else.

export const storedEvents: Definitions = {
  ...customerEvents,
  ...identityEvents,
  ...complaintEvents,
  ...opportunityEvents,
  ...regionEvents,
  ...regionSalesEvents,
}

type Definitions = {
  readonly [type: string]: {
    readonly version: number
    readonly data: t.Mixed
    readonly upcasts: ReadonlyArray<unknown>
  }
}

/** Path of a field → whether it must be there, and what is in it: `line.netAmount` → `required MinorUnits`. */
export type Shape = { readonly [path: string]: string }

/** Event type → version → shape; versions of the past stay. */
export type Snapshot = { readonly [type: string]: { readonly [version: string]: Shape } }

export const shapeOf = (codec: t.Mixed): Shape => Object.fromEntries(walk(codec, '', 'required'))

type Presence = 'required' | 'optional'

const walk = (codec: t.Mixed, path: string, presence: Presence): ReadonlyArray<readonly [string, string]> => {
  if (isFields(codec)) {
    const part =
      (of: Presence) =>
      ([key, field]: readonly [string, t.Mixed]) =>
        walk(field, `${path}.${key}`, of)
    return [
      [path, `${presence} object`],
      ...Object.entries(codec.required).flatMap(part('required')),
      ...Object.entries(codec.optional).flatMap(part('optional')),
    ]
  }
  if (codec instanceof t.ReadonlyArrayType)
    return [[path, `${presence} list`], ...walk(codec.type, `${path}[]`, 'optional')]
  // One alternative more is an addition, so each is something that may be there.
  if (codec instanceof t.UnionType)
    return [
      [path, `${presence} one of`],
      ...codec.types.flatMap((each: t.Mixed) => walk(each, `${path}<${each.name}>`, 'optional')),
    ]
  if (codec instanceof t.KeyofType)
    return [
      [path, `${presence} word`],
      ...Object.keys(codec.keys).map((word) => [`${path}=${word}`, 'optional word'] as const),
    ]
  return [[path, `${presence} ${codec.name}`]]
}

type AnyFields = t.Mixed & { readonly required: t.Props; readonly optional: t.Props }
const isFields = (codec: t.Mixed): codec is AnyFields => 'required' in codec && 'optional' in codec

const allowed =
  'Stored names and fields are for ever: add an event, add an optional field, or make a new version with an upcast.'

/** What was changed that must not be, a sentence each. */
export const brokenPromises = (kept: Snapshot, definitions: Definitions): ReadonlyArray<string> => [
  ...Object.entries(definitions)
    .filter(([, { version, upcasts }]) => upcasts.length !== version - 1)
    .map(([type]) => `${type}: not every earlier version has an upcast. ${allowed}`),
  ...Object.entries(kept).flatMap(([type, versions]) => {
    const definition = definitions[type]
    if (definition === undefined) return [`${type} is gone or has another name. ${allowed}`]
    const latest = Math.max(...Object.keys(versions).map(Number))
    if (definition.version !== latest && definition.version !== latest + 1)
      return [`${type}: version ${definition.version} does not follow ${latest}. ${allowed}`]
    const before = versions[String(definition.version)]
    return before === undefined ? [] : changes(type, before, shapeOf(definition.data))
  }),
]

const changes = (type: string, before: Shape, after: Shape): ReadonlyArray<string> => {
  const isNew = (path: string) => before[path] === undefined
  const inside = (path: string) =>
    Object.keys(after).some(
      (other) =>
        other !== path && isNew(other) && path.startsWith(other) && after[other]?.startsWith('optional'),
    )
  return [
    ...Object.keys(before)
      .filter((path) => after[path] === undefined)
      .map((path) => `${type}${path} is gone. ${allowed}`),
    ...Object.entries(after).flatMap(([path, now]) => {
      const then = before[path]
      if (then === undefined)
        return now.startsWith('required') && !inside(path)
          ? [`${type}${path} is new and required. ${allowed}`]
          : []
      return then === now || then.replace('required', 'optional') === now
        ? []
        : [`${type}${path} was ${then} and is ${now}. ${allowed}`]
    }),
  ]
}

/** The snapshot with what the code has now; versions of the past stay. */
export const withCurrent = (kept: Snapshot, definitions: Definitions): Snapshot =>
  Object.fromEntries(
    [...new Set([...Object.keys(kept), ...Object.keys(definitions)])].sort().map((type) => {
      const now = definitions[type]
      return [type, { ...kept[type], ...(now === undefined ? {} : { [now.version]: shapeOf(now.data) }) }]
    }),
  )
