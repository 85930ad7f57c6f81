import type { Position } from '@kehu/event-store'

/** Where an event stands in `$all`. */
export type Place = { readonly commit: bigint; readonly prepare: bigint }

/** Before the first event. */
export const beginning = '0/0' as Position

export const toPosition = ({ commit, prepare }: Place): Position => `${commit}/${prepare}` as Position

/** Null for what is no position of any EventStoreDB log. */
export const placeOf = (position: Position): Place | null => {
  const match = /^(0|[1-9]\d{0,19})\/(0|[1-9]\d{0,19})$/.exec(String(position))
  const [, commit, prepare] = match ?? []
  if (commit === undefined || prepare === undefined) return null
  const place = { commit: BigInt(commit), prepare: BigInt(prepare) }
  return place.commit < 1n << 63n && place.prepare < 1n << 63n ? place : null
}

/** Whether `a` stands further on; null is before everything. */
export const isAfter = (a: Place | null, b: Place | null): boolean => {
  if (a === null) return false
  return b === null || a.commit > b.commit || (a.commit === b.commit && a.prepare > b.prepare)
}

/** Null for the place before everything, however it is written. */
export const placeAfterBeginning = (position: Position | null): Place | null => {
  const place = position === null ? null : placeOf(position)
  return place === null || (place.commit === 0n && place.prepare === 0n) ? null : place
}
