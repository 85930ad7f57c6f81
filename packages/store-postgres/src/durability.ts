import type { Moved, StoreFault } from '@kehu/event-store'
import { storeFailed } from './faults.ts'

/** Settings of a server without which a power cut loses or damages what it has acknowledged. */
export type SafetySetting = 'fsync' | 'full_page_writes'

/** What the server says of itself in the very statement that writes. */
export type Standing = {
  readonly fsync: string
  readonly full_page_writes: string
  readonly synchronous_commit: string
  /** How the events are kept: `p` outlives a crash, `u` (UNLOGGED) does not. */
  readonly persistence: string
  readonly store_id: string | null
}

/**
 * One row: how the server and the log stand, and whether an append may be acknowledged. `$allowed` are the settings that may
 * be off, `$id` is the log that was opened. Evaluated once a statement, some 20 µs.
 */
export const standing = (schema: string, allowed: string, id: string): string => `
  SELECT *, (fsync = 'on' OR 'fsync' = ANY(${allowed}::text[]))
    AND (full_page_writes = 'on' OR 'full_page_writes' = ANY(${allowed}::text[]))
    AND synchronous_commit <> 'off' AND persistence = 'p' AND store_id = ${id} AS sound
  FROM (SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
    current_setting('synchronous_commit') AS synchronous_commit,
    (SELECT relpersistence::text FROM pg_class WHERE oid = '${schema}.events'::regclass) AS persistence,
    (SELECT value FROM ${schema}.kehu_meta WHERE key = 'store_id') AS store_id) found`

/** Why nothing was written. */
export const objection = (
  place: string,
  id: string,
  found: Standing,
  allowed: ReadonlyArray<string>,
): StoreFault => {
  if (found.store_id !== id) return replaced(place)
  const off = (['fsync', 'full_page_writes'] as const).filter(
    (setting) => found[setting] !== 'on' && !allowed.includes(setting),
  )
  const says =
    found.persistence !== 'p'
      ? 'its events are kept in an unlogged table: ALTER TABLE … SET LOGGED'
      : off.length > 0
        ? `its server runs with ${off.map((setting) => `${setting} = off`).join(' and ')}: switch it on, or, where the data may be lost or the storage keeps them in another way, say so with allowOff`
        : 'its server does not wait for the disk (synchronous_commit = off): switch it on'
  return storeFailed(
    'NOT_DURABLE',
    `A power cut could lose what ${place} acknowledges, so nothing is written; ${says}.`,
  )
}

const replaced = (place: string): Moved => ({
  _tag: 'Moved',
  message: `${place} was replaced by another log while it was open, and nothing was written: open it again, and decide again from what it holds.`,
})
