import type { Position } from '@kehu/event-store'

/**
 * Where an event stands in the log: its transaction, then its number. One number alone would not do: a transaction that began
 * earlier may hold the higher number and commit later.
 */
export type Place = { readonly tx: string; readonly seq: string }

/** Before the first event. */
export const beginning: Place = { tx: '0', seq: '0' }

export const toPosition = ({ tx, seq }: Place): Position => `${tx}/${seq}` as Position

/** Null for what is no position of any PostgreSQL store. */
export const placeOf = (position: Position): Place | null => {
  const match = /^(0|[1-9]\d{0,19})\/(0|[1-9]\d{0,18})$/.exec(position)
  const [, tx, seq] = match ?? []
  return tx === undefined || seq === undefined || BigInt(tx) >= 1n << 64n ? null : { tx, seq }
}

/** Negative when `a` comes first. */
export const comparePlaces = (a: Place, b: Place): number => {
  const [byTx, bySeq] = [BigInt(a.tx) - BigInt(b.tx), BigInt(a.seq) - BigInt(b.seq)]
  const difference = byTx === 0n ? bySeq : byTx
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}
