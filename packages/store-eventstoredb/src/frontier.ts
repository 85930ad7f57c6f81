import type { Position } from '@kehu/event-store'
import { isAfter, type Place, placeAfterBeginning } from './position.ts'

/**
 * What a handle knows of the end of its log on a server that others use, too: its last event stands at `head`, and from there
 * to `upTo` everything is others'. So nobody has to walk that twice.
 */
export type Frontier = {
  readonly known: () => Known | null
  readonly note: (head: Position | null, upTo: Place) => void
  /** From the head on, so much more is others'. */
  readonly extend: (head: Position | null, upTo: Place) => void
  /** Where reading on after a position may begin. */
  readonly from: (after: Position | null) => Place | null
}

export type Known = { readonly head: Position | null; readonly upTo: Place }

export const createFrontier = (): Frontier => {
  let known: Known | null = null
  const note = (head: Position | null, upTo: Place): void => {
    if (known === null || isAfter(upTo, known.upTo)) known = { head, upTo }
  }
  return {
    known: () => known,
    note,
    extend: (head, upTo) => {
      if (known !== null && known.head === head) note(head, upTo)
    },
    from: (after) => {
      const place = placeAfterBeginning(after)
      if (known === null || isAfter(placeAfterBeginning(known.head), place)) return place
      return isAfter(known.upTo, place) ? known.upTo : place
    },
  }
}
