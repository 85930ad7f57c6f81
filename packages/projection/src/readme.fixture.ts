import { type EventStore, eventCodec, type ReadModelStore } from '@kehu/event-store'
import * as t from 'io-ts'
import { openProjections, type Projection } from './index.ts'

const definitions = { ItemSold: { version: 1, data: t.type({ item: t.string, pieces: t.number }) } }
type ItemSold = { type: 'ItemSold'; occurredOn: string; data: { item: string; pieces: number } }

const piecesSold: Projection<{ pieces: number }, ItemSold> = {
  name: 'pieces-sold',
  version: 1, // raise it when the same events should make another state
  types: ['ItemSold'],
  empty: () => ({ pieces: 0 }),
  evolve: (state, { event }) => ({ pieces: state.pieces + event.data.pieces }),
  codec: t.type({ pieces: t.number }),
}

const codec = eventCodec(definitions, t.string)

/** Both come from your store: `@kehu/store-sqlite`, or the memory store for a test. */
export const sold = async (store: EventStore, readModels: ReadModelStore) => {
  if (codec._tag === 'Left') throw new Error(codec.left.message)
  const read = openProjections({ store, codec: codec.right, readModels }, [piecesSold])
  const caughtUp = await read.catchUp()()
  if (caughtUp._tag === 'Left') throw new Error(caughtUp.left.message)
  return { pieces: read.stateOf(piecesSold).pieces, digest: await read.digestOf(piecesSold)() }
}
