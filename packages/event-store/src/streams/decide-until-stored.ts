import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { DomainEvent, EventCodec } from '../event-codec.ts'
import type { Appended, EventStore } from '../event-store.ts'
import type { AppendFault, Busy, Conflict } from '../faults.ts'
import { commandIdReused, type Handled, type HandleFault, type Handling } from '../handling.ts'
import type { EventMetadata } from '../stored-event.ts'
import { earlierEvents } from './earlier.ts'
import { type Patience, startPatience } from './patience.ts'
import { prepare } from './prepare.ts'
import type { States } from './states.ts'
import type { Turn } from './turns.ts'

type Deps<E extends DomainEvent> = {
  readonly store: EventStore
  readonly codec: EventCodec<E>
  readonly newId: () => string
  readonly states: States<E>
  readonly patienceMs: number
  readonly clock: () => number
  readonly random: () => number
  readonly sleep: (ms: number) => Promise<void>
}

/**
 * Decides and appends, and decides again on what is there by then as long as somebody else was faster.
 *
 * @param asked the tick at which the command came in: nothing that was stored before it is missed
 */
export const decideUntilStored =
  <E extends DomainEvent>(deps: Deps<E>) =>
  async <S, F extends E, R>(
    given: Handling<S, E, F, R>,
    asked: number,
    turn: Turn,
  ): Promise<Either<R | HandleFault, Handled<F>>> => {
    const { store, codec, newId, states } = deps
    const { handling, metadata } = withCommandId(given, newId)
    const { stream, aggregate, expectedRevision } = handling
    const patience = startPatience(deps)
    let since = asked
    let reread = false
    /** What an expected revision is refused with, once it has been seen whether the other was this same command. */
    let refusal: Conflict | null = null
    /** These ids may have been stored by ourselves, and nobody told us. */
    let unsure = false
    let looks = 0

    for (;;) {
      const current = await states.current(stream, aggregate, since)
      if (isLeft(current)) return current
      const { state, revision, kept } = current.right
      const earlier = await earlierEvents(store, codec, handling, metadata, kept.commands)
      if (isLeft(earlier)) return earlier
      if (earlier.right !== null) return right({ events: earlier.right, revision, retried: !unsure })
      if (refusal !== null) return left(refusal)
      if (expectedRevision !== undefined && expectedRevision !== revision)
        return left(staleRevision(stream, expectedRevision, revision))

      const decided = await turn.deciding(() => handling.decide(state)())
      if (isLeft(decided)) return decided
      const prepared = prepare(codec, newId, handling, metadata, decided.right)
      if (isLeft(prepared)) return prepared
      const { events, toAppend, asRead, bytes } = prepared.right
      const lastId = toAppend.at(-1)?.id
      if (lastId === undefined) return right({ events: [], revision, retried: false })

      const sent = states.tick()
      const appended = await appendSurely(
        () => store.append(stream, revision ?? 'noStream', toAppend)(),
        patience,
      )
      const { commandId } = metadata
      if (appended.isOurs) {
        const last = { revision: appended.revision, id: lastId }
        states.wrote(stream, aggregate, kept, { events: asRead, last, commandId, bytes, sent })
        return right({ events, revision: appended.revision, retried: false })
      }
      unsure = appended.resent
      since = states.tick()
      turn.wasOvertaken()
      const { fault } = appended
      if (fault?._tag === 'DuplicateId') {
        const isDerived = handling.commandIdGiven === true && handling.idOf === undefined
        if (fault.stream !== stream) return left(isDerived ? commandIdReused(commandId) : fault)
        if (reread) return left(fault)
        reread = true
        states.forget(stream)
      } else if (fault !== null && fault._tag !== 'Conflict') return left(fault)
      else if (expectedRevision !== undefined)
        refusal = fault ?? staleRevision(stream, expectedRevision, appended.revision)
      // What is stored already is looked for at once, even when the patience has ended: it may be ours.
      else if ((fault === null || unsure) && ++looks === 1) continue
      else if (!(await patience.pause())) return left(busy(stream, deps.patienceMs))
    }
  }

/** An empty id is none: the command gets one that nobody else can know, and so no retry. */
const withCommandId = <S, E extends DomainEvent, F extends E, R>(
  handling: Handling<S, E, F, R>,
  newId: () => string,
): { readonly handling: Handling<S, E, F, R>; readonly metadata: EventMetadata } => {
  if (handling.metadata.commandId !== '') return { handling, metadata: handling.metadata }
  return {
    handling: { ...handling, commandIdGiven: false },
    metadata: { ...handling.metadata, commandId: newId() },
  }
}

type Outcome =
  | { readonly isOurs: true; readonly revision: number }
  | {
      readonly isOurs: false
      readonly fault: AppendFault | null
      readonly revision: number
      readonly resent: boolean
    }

/** How often an append of which nobody knows what became is sent again; a store has done so itself before. */
const resendsMax = 5

/** The same events with the same ids at the same revision, until the store says what became of them. */
const appendSurely = async (
  append: () => Promise<Either<AppendFault, Appended>>,
  patience: Patience,
): Promise<Outcome> => {
  let unknown: AppendFault | null = null
  for (let resends = 0; ; resends++) {
    const appended = await append()
    const resent = resends > 0
    if (!isLeft(appended)) {
      const { repeated, revision } = appended.right
      // Stored already, at just this revision: by somebody else who handles the same command, or by ourselves.
      return repeated ? { isOurs: false, fault: null, revision, resent } : { isOurs: true, revision }
    }
    const fault = appended.left
    if (fault._tag === 'Unreachable' || fault._tag === 'StoreFailed') unknown = fault
    const saysWhatIsStored = fault._tag === 'Conflict' || fault._tag === 'DuplicateId'
    if (unknown === null || saysWhatIsStored) return { isOurs: false, fault, revision: -1, resent }
    // That it is busy now, or full, says nothing of the append that got no answer.
    if (resends >= resendsMax || !(await patience.pause()))
      return { isOurs: false, fault: unknown, revision: -1, resent }
  }
}

const staleRevision = (stream: string, expected: number | null, actual: number | null): Conflict => ({
  _tag: 'Conflict',
  stream,
  expected: expected ?? 'noStream',
  actual,
  message: `${stream} has changed: you have seen revision ${expected ?? 'none'}, it is at ${actual ?? 'none'}. Read it again and decide again.`,
})

const busy = (stream: string, patienceMs: number): Busy => ({
  _tag: 'Busy',
  message: `Others kept writing to stream "${stream}" for ${patienceMs / 1_000} s, and were faster each time: nothing was written. Give the command again, with the same command id.`,
})
