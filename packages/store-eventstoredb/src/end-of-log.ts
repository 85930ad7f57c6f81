import type { Position } from '@kehu/event-store'
import type { Frontier } from './frontier.ts'
import { isAfter, type Place, placeAfterBeginning } from './position.ts'
import type { End, Reader } from './reader.ts'

/** Where the log ends, on a server whose own log goes on with what is others'. */
export const createEndOfLog = ({ log, end }: Reader, frontier: Frontier) => {
  const isThere = async (direction: 'forwards' | 'backwards', from: Place): Promise<Position | null> => {
    for await (const { position } of log(direction, from)) return position
    return null
  }

  /** The last event of the log up to a place of the server's. */
  const headAt = async ({ place, position }: End): Promise<Position | null> => {
    const known = frontier.known()
    if (known !== null && !isAfter(placeAfterBeginning(known.head), place)) {
      if (!isAfter(place, known.upTo)) return known.head
      if (position === null && (await isThere('forwards', known.upTo)) === null) {
        frontier.note(known.head, place)
        return known.head
      }
    }
    const head = position ?? (await isThere('backwards', place))
    frontier.note(head, place)
    return head
  }

  return {
    /** The last event of the log, null for none. */
    head: async (): Promise<Position | null> => {
      const last = await end()
      return last === null ? null : headAt(last)
    },
    /**
     * Where one stands who has read to the end from a position on.
     *
     * @param at the last event that he has met, of those he asked for; the position itself where there was none
     * @param last the end of the server's log before he began
     */
    standing: async (
      at: Position | null,
      last: End | null,
      asked: { readonly everything: boolean; readonly met: boolean },
    ): Promise<Position | null> => {
      if (last === null) return at
      if (asked.everything && (asked.met || at === null)) {
        const place = placeAfterBeginning(at)
        frontier.note(at, place === null || isAfter(last.place, place) ? last.place : place)
        return at
      }
      const head = await headAt(last)
      return isAfter(placeAfterBeginning(head), placeAfterBeginning(at)) ? head : at
    },
  }
}
