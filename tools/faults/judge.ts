import type { EventStore, StoredEvent } from '../../packages/event-store/src/index.ts'
import type { Acknowledged, BatchData } from './writer.ts'

export type Verdict = {
  readonly acknowledged: number
  readonly events: number
  readonly lost: number
  readonly half: number
  readonly duplicates: number
  /** Revisions of a stream that do not follow one another. */
  readonly gaps: number
}

/** Compares what was acknowledged with what is stored. */
export const judge = async (
  store: EventStore,
  acknowledged: ReadonlyArray<Acknowledged>,
): Promise<Verdict> => {
  const log: StoredEvent[] = []
  for await (const page of store.readAll()) {
    if (page._tag === 'Left') throw new Error(page.left.message)
    log.push(...page.right.events)
  }
  const at = new Map(log.map(({ stream, revision, id }) => [`${stream} ${revision}`, id]))
  const lost = acknowledged.filter(({ stream, revision, ids }) =>
    ids.some((id, index) => at.get(`${stream} ${revision - ids.length + 1 + index}`) !== id),
  )
  const batches = [...Map.groupBy(log, ({ data }) => data)]
  const sizes = batches.map(([data, events]) => {
    const { of }: BatchData = JSON.parse(data)
    return { of, stored: events.length }
  })
  const streams = [...Map.groupBy(log, ({ stream }) => stream).values()]
  return {
    acknowledged: acknowledged.length,
    events: log.length,
    lost: lost.length,
    half: sizes.filter(({ of, stored }) => stored < of).length,
    duplicates:
      log.length -
      new Set(log.map(({ id }) => id)).size +
      sizes.filter(({ of, stored }) => stored > of).length,
    gaps: streams.filter((events) => events.some(({ revision }, index) => revision !== index)).length,
  }
}

export const isClean = ({ lost, half, duplicates, gaps }: Verdict): boolean =>
  lost + half + duplicates + gaps === 0
