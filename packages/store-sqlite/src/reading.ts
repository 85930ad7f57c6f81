import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { Moved, StoreFault } from '@kehu/event-store'
import { chain, type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { closeQuietly, foreign, schemaVersion } from './database.ts'
import { attempt, empty, moved, shown, unfinished } from './faults.ts'
import { realPath, sideFiles, stat } from './place.ts'
import { createReader, type Reader } from './reader.ts'
import { digestSince } from './schema.ts'

/** What one piece of reading works with; not to be kept, for the next may get another. */
export type Open = { readonly db: DatabaseSync; readonly reader: Reader }

/** A file that is only read: nothing is written into it or beside it. */
export type Reading = {
  /** Answers what was true at one moment, also while others write. Busy when they always came in between. */
  readonly read: <A>(work: (open: Open) => Either<StoreFault, A>) => Either<StoreFault, A>
  /** For work that takes more than one turn: a handle of its own, and at the end whether it saw one state of the file. */
  readonly hold: () => Either<
    StoreFault,
    { readonly db: DatabaseSync; readonly release: () => StoreFault | null }
  >
  readonly close: () => void
}

type Session = Open & {
  readonly inode: string
  /** How the file was when nobody had it open; null while somebody has. */
  readonly quiet: string | null
}

/**
 * A store in WAL mode wants to write beside itself even for a reader. While nobody has the file open, which SQLite shows by
 * having nothing beside it, it is read as it stands (`immutable`), and everything read is thrown away that a writer may have
 * overtaken: he cannot write without putting a file beside it first, and he leaves another time of change behind. When somebody
 * has it open, it is read through what he has put there, as SQLite does it.
 */
export const createReading = (path: string): Reading => {
  let current: Session | null = null

  const read = <A>(work: (open: Open) => Either<StoreFault, A>): Either<StoreFault, A> => {
    for (let attempts = 0; attempts < attemptsMax; attempts++) {
      const session = current === null ? begin(path) : right(current)
      if (isLeft(session)) return session
      const isNew = current === null
      current = session.right
      const answer = isNew ? recognise(path, session.right, work) : work(session.right)
      const seen = attempt(path, () => oneState(path, session.right))
      if (isLeft(seen)) return seen
      if (seen.right._tag === 'Moved') return left(seen.right)
      if (isNew && isLeft(answer)) close()
      if (seen.right._tag === 'Same') return answer
      close()
    }
    return left(overtaken(path))
  }

  const close = (): void => {
    if (current !== null) closeQuietly(current.db)
    current = null
  }

  return {
    read,
    hold: () => {
      const held = begin(path)
      if (isLeft(held)) return held
      const { db } = held.right
      const fixed = attempt(path, () => {
        // One state for as long as it takes, whoever writes meanwhile.
        db.exec('BEGIN')
        return schemaVersion(db)
      })
      if (isLeft(fixed)) {
        closeQuietly(db)
        return fixed
      }
      return right({
        db,
        release: () => {
          closeQuietly(db)
          const seen = attempt(path, () => oneState(path, held.right))
          if (isLeft(seen)) return seen.left
          if (seen.right._tag === 'Moved') return seen.right
          return seen.right._tag === 'Same' ? null : overtaken(path)
        },
      })
    },
    close,
  }
}

/** Each time a writer came in between; after the first he is there to be seen. */
const attemptsMax = 5

const overtaken = (path: string): StoreFault => ({
  _tag: 'Busy',
  message: `${shown(path)} was written to each time it was being read: try again.`,
})

const begin = (path: string): Either<StoreFault, Session> =>
  pipe(
    attempt(path, () => lookFor(path)),
    chain(({ inode, quiet }) => {
      if (inode === null) return left(moved(path))
      const opened = attempt(path, () => {
        const db = new DatabaseSync(quiet === null ? path : immutable(path), { readOnly: true })
        return { db, inode, quiet, reader: createReader(db, path, () => schemaVersion(db) >= digestSince) }
      })
      return quiet === null ? asUnfinished(path, opened) : opened
    }),
  )

/** The first piece of reading tells whose file it is, and whether it can be read at all. */
const recognise = <A>(
  path: string,
  session: Session,
  work: (open: Open) => Either<StoreFault, A>,
): Either<StoreFault, A> => {
  const recognised = attempt(path, () => {
    session.db.exec('PRAGMA trusted_schema = OFF')
    return foreign(session.db, path) ?? (schemaVersion(session.db) === 0 ? empty(path) : null)
  })
  if (isLeft(recognised)) return session.quiet === null ? asUnfinished(path, recognised) : recognised
  return recognised.right === null ? work(session) : left(recognised.right)
}

/** It has writes beside it, and what it takes to read them can be made nowhere. */
const asUnfinished = <A>(path: string, result: Either<StoreFault, A>): Either<StoreFault, A> =>
  isLeft(result) && (result.left._tag === 'Unreachable' || result.left._tag === 'ReadOnly')
    ? left(unfinished(path))
    : result

const immutable = (path: string): URL => {
  const url = pathToFileURL(path)
  url.search = '?immutable=1'
  return url
}

/** Whether what was read was one state of the file. */
const oneState = (
  path: string,
  { inode, quiet }: Session,
): Moved | { readonly _tag: 'Same' | 'Overtaken' } => {
  const now = lookFor(path)
  if (now.inode !== inode) return moved(path)
  return { _tag: quiet === null || quiet === now.quiet ? 'Same' : 'Overtaken' }
}

const lookFor = (path: string): { readonly inode: string | null; readonly quiet: string | null } => {
  // The file last: what stands beside it is put there before it changes and taken away after.
  const real = realPath(path)
  const alone = sideFiles.every((end) => stat(real + end) === undefined)
  const file = stat(path)
  if (file === undefined) return { inode: null, quiet: null }
  return {
    inode: `${file.dev}:${file.ino}`,
    quiet: alone ? `${file.size} ${file.mtimeNs} ${file.ctimeNs}` : null,
  }
}
