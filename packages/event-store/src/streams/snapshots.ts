import { isLeft } from 'fp-ts/lib/Either.js'
import { isNone } from 'fp-ts/lib/Option.js'
import type { Task } from 'fp-ts/lib/Task.js'
import type { Aggregate } from '../aggregate.ts'
import type { ReadModelStore, SavedReadModel } from '../read-model-store.ts'
import type { StreamName } from '../stream-name.ts'
import type { Kept } from './kept-states.ts'
import { kept, keptText } from './tagged-json.ts'

/** States that outlive the process. Whatever happens to one, it is only ever a shorter way to what the stream says. */
export type Snapshots = {
  /** The state saved for a stream, if it is whole and of this version; whoever reads on from it sees whether it is of this stream. */
  readonly load: <S, E, F extends E>(
    stream: StreamName,
    aggregate: Aggregate<S, E, F>,
  ) => Promise<Kept<S> | undefined>
  /** Saves a state when it is time for it, without keeping anybody waiting. */
  readonly consider: <S, E, F extends E>(
    stream: StreamName,
    aggregate: Aggregate<S, E, F>,
    now: Kept<S>,
  ) => Kept<S>
  readonly settle: Task<void>
}

export const noSnapshots: Snapshots = {
  load: async () => undefined,
  consider: (_, __, now) => now,
  settle: async () => undefined,
}

/**
 * @param options.logId identity of the log: a snapshot of another one is not read
 * @param options.every after so many new events at the earliest; a long stream waits until it has grown by an eighth, so that what
 *   all its snapshots cost grows with the stream and not with its square
 */
export const keepSnapshots = ({
  logId,
  readModels,
  every,
}: {
  readonly logId: string
  readonly readModels: ReadModelStore
  readonly every: number
}): Snapshots => {
  const waiting = new Map<StreamName, { readonly version: number; readonly state: Kept<unknown> }>()
  let saving: Promise<void> | null = null

  const saveAll = async (): Promise<void> => {
    for (const [stream, { version, state }] of waiting) {
      waiting.delete(stream)
      await save(stream, version, state)
    }
  }

  const save = async (stream: StreamName, version: number, state: Kept<unknown>): Promise<void> => {
    const { last } = state
    if (last === null) return
    const commands = [...state.commands].filter(([, revision]) => revision <= last.revision).flat()
    const text = await keptText({ state: state.state, commands, bytes: state.bytes })
    if (isLeft(text)) return
    const checkpoint = JSON.stringify({ format, log: logId, stream, ...last })
    const digest = await digestOf(checkpoint, text.right)
    // A store that may not be written, is full or was closed meanwhile has no snapshot: nobody misses it.
    await readModels.save(nameOf(stream), { version, checkpoint, state: text.right, digest })()
  }

  return {
    load: async (stream, { fold, snapshotVersion }) => {
      if (snapshotVersion === undefined) return undefined
      const saved = await readModels.load(nameOf(stream))()
      if (isLeft(saved) || isNone(saved.right) || saved.right.value.version !== snapshotVersion)
        return undefined
      const read = await whole(saved.right.value, logId, stream)
      return read === undefined || !isStateOf(fold.initial, read.state)
        ? undefined
        : { ...read, fold, state: read.state, confirmed: 0 }
    },
    consider: (stream, { snapshotVersion: version }, now) => {
      const events = now.last === null ? 0 : now.last.revision + 1
      if (version === undefined || events - now.saved < Math.max(every, now.saved / 8)) return now
      waiting.set(stream, { version, state: now })
      saving ??= saveAll()
        .catch(() => undefined)
        .finally(() => {
          saving = null
        })
      return { ...now, saved: events }
    },
    settle: async () => {
      while (saving !== null) await saving
    },
  }
}

/** Of what stands in a snapshot beside the state, and how it is written. */
const format = 1

const nameOf = (stream: StreamName): string => `snapshot of ${stream}`

/** Its digest is right and it was made by a fold of this version: then what was saved is a state of that fold. */
const isStateOf = <S>(_: S, state: unknown): state is S => state !== undefined

const whole = async (
  { checkpoint, state, digest }: SavedReadModel,
  logId: string,
  stream: StreamName,
): Promise<Omit<Kept<unknown>, 'fold' | 'confirmed'> | undefined> => {
  if ((await digestOf(checkpoint, state)) !== digest) return undefined
  const at = kept(checkpoint)
  const held = kept(state)
  if (isLeft(at) || isLeft(held) || !isCheckpoint(at.right) || !isHeld(held.right)) return undefined
  if (at.right.format !== format || at.right.log !== logId || at.right.stream !== stream) return undefined
  const { revision, id } = at.right
  const { commands, bytes } = held.right
  const seen = new Map<string, number>()
  for (let i = 0; i < commands.length; i += 2) seen.set(String(commands[i]), Number(commands[i + 1]))
  return { state: held.right.state, last: { revision, id }, commands: seen, bytes, saved: revision + 1 }
}

type Checkpoint = {
  readonly format: number
  readonly log: string
  readonly stream: string
  readonly revision: number
  readonly id: string
}

const isCheckpoint = (value: unknown): value is Checkpoint =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  'log' in value &&
  'stream' in value &&
  'revision' in value &&
  typeof value.revision === 'number' &&
  'id' in value &&
  typeof value.id === 'string'

type Held = { readonly state: unknown; readonly commands: ReadonlyArray<unknown>; readonly bytes: number }

const isHeld = (value: unknown): value is Held =>
  typeof value === 'object' &&
  value !== null &&
  'state' in value &&
  'commands' in value &&
  Array.isArray(value.commands) &&
  'bytes' in value &&
  typeof value.bytes === 'number'

const digestOf = async (checkpoint: string, state: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${checkpoint}\n${state}`))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
