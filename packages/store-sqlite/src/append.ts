import type { DatabaseSync } from 'node:sqlite'
import {
  type Appended,
  answerStale,
  type Conflict,
  checkRevision,
  type DuplicateId,
  duplicateId,
  type EventToAppend,
  type ExpectedRevision,
  type StreamName,
} from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { text, whole } from './row.ts'

/** One append inside a transaction that already holds the write lock. A Left may leave rows behind: roll back. */
export const createAppender = (db: DatabaseSync, clock: () => number) => {
  const selectActual = db.prepare('SELECT max(revision) AS actual FROM events WHERE stream = ?')
  const selectIds = db.prepare(
    'SELECT id FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?',
  )
  const selectHolder = db.prepare('SELECT stream FROM events WHERE id = ?')
  const insert = db.prepare(
    `INSERT INTO events (stream, revision, id, type, version, occurred_on, recorded_at,
      actor, correlation_id, causation_id, command_id, command_digest, data)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )

  return (
    stream: StreamName,
    expected: ExpectedRevision,
    events: ReadonlyArray<EventToAppend>,
  ): Either<Conflict | DuplicateId, Appended> => {
    const found = selectActual.get(stream)?.actual ?? null
    const actual = found === null ? null : whole(found)
    const revision = checkRevision(stream, expected, actual)
    if (isLeft(revision)) return revision
    const { first } = revision.right
    if (revision.right._tag === 'Stale') {
      const ids = selectIds.all(stream, first, events.length).map(({ id }) => text(id))
      return answerStale(stream, expected, actual, events, revision.right, ids)
    }
    const now = clock()
    for (const [index, { id, type, version, occurredOn, metadata, data, ...copied }] of events.entries()) {
      const { actor, correlationId, causationId, commandId, commandDigest = null } = metadata
      try {
        insert.run(
          ...[stream, first + index, id, type, version, occurredOn, copied.recordedAt ?? now],
          ...[actor, correlationId, causationId, commandId, commandDigest, data],
        )
      } catch (error) {
        // The index has looked for the id already; asking before every insert would look twice.
        const holder = isUniqueViolation(error) ? selectHolder.get(id) : undefined
        if (holder === undefined) throw error
        return left(duplicateId(text(holder.stream) as StreamName, id))
      }
    }
    return right({ revision: first + events.length - 1, repeated: false })
  }
}

/** SQLITE_CONSTRAINT_UNIQUE */
const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === 2067
