// A process that writes until it is killed, and says of each append that it was acknowledged:
//   node writer.ts LOCATION WRITERS
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import {
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  type StreamName,
  streamName,
} from '../../packages/event-store/src/index.ts'
import { openStore } from './open-store.ts'

/** A line of its output. */
export type Acknowledged = {
  readonly stream: string
  readonly revision: number
  readonly ids: ReadonlyArray<string>
}

/** What every event carries, so that half an append would show. */
export type BatchData = { readonly batch: string; readonly of: number }

const write = async (store: EventStore): Promise<never> => {
  for (let expected: ExpectedRevision = 'noStream', stream = aStream(); ; ) {
    const batch = aBatch()
    const revision = await persist(store, stream, expected, batch)
    const line: Acknowledged = { stream, revision, ids: batch.map(({ id }) => id) }
    // Synchronous: what has been written here was acknowledged before, whenever the process is killed.
    writeSync(1, `${JSON.stringify(line)}\n`)
    expected = revision
    if (revision > 40) [expected, stream] = ['noStream', aStream()]
  }
}

/** As whoever embeds a store does: the same ids again for as long as the outcome is unknown. */
const persist = async (
  store: EventStore,
  stream: StreamName,
  expected: ExpectedRevision,
  batch: ReadonlyArray<EventToAppend>,
): Promise<number> => {
  for (;;) {
    const result = await store.append(stream, expected, batch)()
    if (result._tag === 'Right') return result.right.revision
    if (result.left._tag !== 'Unreachable' && result.left._tag !== 'Busy')
      throw new Error(result.left.message)
    await setTimeout(20)
  }
}

const aBatch = (): ReadonlyArray<EventToAppend> => {
  const data: BatchData = { batch: randomUUID(), of: 1 + Math.floor(Math.random() * 5) }
  return Array.from({ length: data.of }, () => ({
    id: randomUUID(),
    type: 'Written',
    version: 1,
    data: JSON.stringify(data),
    occurredOn: '2024-02-29',
    metadata: { actor: 'faults', correlationId: '', causationId: '', commandId: '' },
  }))
}

const aStream = (): StreamName => {
  const name = streamName('customer', randomUUID())
  if (name._tag === 'Left') throw new Error(name.left.message)
  return name.right
}

const [, script, location, writers] = process.argv
if (script === import.meta.filename && location !== undefined) {
  const store = await openStore(location)
  await Promise.all(Array.from({ length: Number(writers ?? 4) }, () => write(store)))
}
