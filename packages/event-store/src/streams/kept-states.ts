import type { Fold } from '../aggregate.ts'
import type { StreamName } from '../stream-name.ts'

/** A state with what it takes to read on from it, and to know again a command that led to it. */
export type Kept<S> = {
  /** The fold that made it. */
  readonly fold: object
  readonly state: S
  /** The last event in it; null for a stream that does not exist. */
  readonly last: { readonly revision: number; readonly id: string } | null
  /** Of each command the revision of its first event. It grows with the stream and is shared by all its states: copies cost. */
  readonly commands: CommandsSeen
  /** What its events take, roughly. */
  readonly bytes: number
  /** The tick at which the store is known to have agreed. */
  readonly confirmed: number
  /** How many events the last snapshot holds. */
  readonly saved: number
}

export type CommandsSeen = Map<string, number>

export const nothingKept = <S, F>(fold: Fold<S, F>): Kept<S> => ({
  fold,
  state: fold.initial,
  last: null,
  commands: new Map(),
  bytes: 0,
  confirmed: 0,
  saved: 0,
})

/** Whether a fold made what is kept: then its state is of that fold's type. */
export const isOf = <S, F>(kept: Kept<unknown> | undefined, fold: Fold<S, F>): kept is Kept<S> =>
  kept?.fold === fold

/** A command's own event in it, next to the text of the event itself. */
export const bytesOf = (data: string): number => 2 * data.length + eventBytes
const eventBytes = 256

/**
 * The states used last, at most so many and so many bytes. A `Map` keeps the order in which its keys were set: the first is the
 * one that was not used for longest. (The libraries that count bytes carry a licence that we do not use.)
 */
export const keepStates = ({
  entriesMax,
  bytesMax,
}: {
  readonly entriesMax: number
  readonly bytesMax: number
}) => {
  const all = new Map<StreamName, Kept<unknown>>()
  let bytes = 0

  const forget = (stream: StreamName): void => {
    bytes -= all.get(stream)?.bytes ?? 0
    all.delete(stream)
  }

  return {
    get: <S, F>(stream: StreamName, fold: Fold<S, F>): Kept<S> | undefined => {
      const kept = all.get(stream)
      if (!isOf(kept, fold)) return undefined
      all.delete(stream)
      all.set(stream, kept)
      return kept
    },
    set: (stream: StreamName, kept: Kept<unknown>): void => {
      forget(stream)
      if (kept.last === null || kept.bytes > bytesMax) return
      all.set(stream, kept)
      bytes += kept.bytes
      for (const oldest of all.keys()) {
        if (all.size <= entriesMax && bytes <= bytesMax) return
        forget(oldest)
      }
    },
    forget,
    /** For whoever watches it: what is kept now. */
    size: () => ({ entries: all.size, bytes }),
  }
}

export type KeptStates = ReturnType<typeof keepStates>
