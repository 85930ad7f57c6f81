import type { DomainEvent, RecordedEvent } from '@kehu/event-store'
import { type Either, isLeft, tryCatch } from 'fp-ts/lib/Either.js'
import { stateText } from './digest.ts'
import type { PoisonEvent, UnencodableState } from './faults.ts'
import { beginning, type Place } from './place.ts'
import type { Foldable } from './projection.ts'

/** A projection with its state. What the state is made of only `HostedOf` tells; the engine need not know. */
export type Hosted = {
  /** Which projection this is, by identity. */
  readonly projection: object
  readonly name: string
  readonly version: number
  readonly types: ReadonlySet<string>
  /** How far the log was folded into the state. */
  place: Place
  /** The event it cannot get past; the log does not change, so it is not tried again. */
  stuck: PoisonEvent | null
  /** Events of its own types folded since it was hosted. */
  readonly events: () => number
  /** May throw, and may leave the state damaged when it does. */
  readonly fold: (recorded: RecordedEvent<DomainEvent>) => void
  readonly reset: () => void
  /** The state as canonical JSON text; nothing may be folded until it is there. */
  readonly text: () => Promise<Either<UnencodableState, string>>
  /** Takes a state that was saved; false when it is none of this projection's. */
  readonly restore: (json: unknown, place: Place) => boolean
  /** The same projection from an empty state, and how it takes this one's place. */
  readonly beside: () => { readonly fresh: Hosted; readonly goLive: () => void }
}

export type HostedOf<S> = Hosted & { readonly state: () => S }

export const host = <S, E extends DomainEvent>(projection: Foldable<S, E>): HostedOf<S> => {
  const { name, version, codec } = projection
  const types: ReadonlySet<string> = new Set<string>(projection.types)
  // A list of different projections forgets which events each can fold; `types` says it again.
  const isOwn = (recorded: RecordedEvent<DomainEvent>): recorded is RecordedEvent<never> =>
    types.has(recorded.event.type)

  let state = projection.empty()
  let events = 0
  const self: HostedOf<S> = {
    projection,
    name,
    version,
    types,
    place: beginning,
    stuck: null,
    events: () => events,
    state: () => state,
    fold: (recorded) => {
      if (!isOwn(recorded)) return
      state = projection.evolve(state, recorded)
      events += 1
    },
    reset: () => {
      state = projection.empty()
      events = 0
      self.place = beginning
    },
    text: () => stateText(name, codec, state),
    restore: (json, place) => {
      // What was saved may be any text, and a codec may be anybody's: what cannot be read is folded anew.
      const decoded = tryCatch(
        () => codec.decode(json),
        () => null,
      )
      if (isLeft(decoded) || isLeft(decoded.right)) return false
      state = decoded.right.right
      self.place = place
      return true
    },
    beside: () => {
      const fresh = host(projection)
      return {
        fresh,
        goLive: () => {
          state = fresh.state()
          self.place = fresh.place
        },
      }
    },
  }
  return self
}
