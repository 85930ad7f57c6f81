import type { DatabaseSync } from 'node:sqlite'
import type { StoreFailed } from '@kehu/event-store'
import { failed, shown } from './faults.ts'

/**
 * An acknowledged append survives a power cut only when every commit is synced: WAL alone would not do it. `fullfsync` is for
 * macOS, where a sync otherwise ends at the drive's own memory; elsewhere it is without effect.
 */
export const durableSettings = 'PRAGMA synchronous = FULL; PRAGMA fullfsync = ON'

const synchronousFull = 2

/** Reads back from the open handle what it does, which is all that counts; 4 µs. Null when it waits for the disk. */
export const createDurabilityCheck = (db: DatabaseSync, path: string): (() => StoreFailed | null) => {
  const synchronous = db.prepare('PRAGMA synchronous')
  const journalMode = db.prepare('PRAGMA journal_mode')
  return () => {
    const [sync, journal] = [synchronous.get()?.synchronous, journalMode.get()?.journal_mode]
    if (journal === 'wal' && typeof sync === 'number' && sync >= synchronousFull) return null
    return failed(
      'NOT_DURABLE',
      `${shown(path)} does not wait for the disk (synchronous = ${sync}, journal_mode = ${journal}), so a power cut would lose what is acknowledged: nothing is written; open the store again, and let nobody change these settings.`,
    )
  }
}
