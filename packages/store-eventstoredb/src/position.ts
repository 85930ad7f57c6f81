import type { Position } from '@kehu/event-store'

/** Where an event stands in `$all`. */
export type Place = { readonly commit: bigint; readonly prepare: bigint }

/** Before the first event. */
export const beginning = '0/0' as Position

export const toPosition = ({ commit, prepare }: Place): Position => `${commit}/${prepare}` as Position

/** Null for what is no position of any EventStoreDB log. */
export const placeOf = (position: Position): Place | null => {
  const match = /^(0|[1-9]\d{0,19})\/(0|[1-9]\d{0,19})$/.exec(position)
  const [, commit, prepare] = match ?? []
  if (commit === undefined || prepare === undefined) return null
  const place = { commit: BigInt(commit), prepare: BigInt(prepare) }
  return place.commit < 1n << 63n && place.prepare < 1n << 63n ? place : null
}
