/**
 * SQLite's result codes by name, https://www.sqlite.org/rescode.html: what a person can look up. An extended code is its
 * primary one and, in the second byte, its place in the family.
 */
const families: Readonly<Record<number, readonly [name: string, ...extended: string[]]>> = {
  0: ['SQLITE_OK', 'LOAD_PERMANENTLY', 'SYMLINK'],
  1: ['SQLITE_ERROR', 'MISSING_COLLSEQ', 'RETRY', 'SNAPSHOT'],
  2: ['SQLITE_INTERNAL'],
  3: ['SQLITE_PERM'],
  4: ['SQLITE_ABORT', '', 'ROLLBACK'],
  5: ['SQLITE_BUSY', 'RECOVERY', 'SNAPSHOT', 'TIMEOUT'],
  6: ['SQLITE_LOCKED', 'SHAREDCACHE', 'VTAB'],
  7: ['SQLITE_NOMEM'],
  8: ['SQLITE_READONLY', 'RECOVERY', 'CANTLOCK', 'ROLLBACK', 'DBMOVED', 'CANTINIT', 'DIRECTORY'],
  9: ['SQLITE_INTERRUPT'],
  10: [
    ...(['SQLITE_IOERR', 'READ', 'SHORT_READ', 'WRITE', 'FSYNC', 'DIR_FSYNC', 'TRUNCATE'] as const),
    ...['FSTAT', 'UNLOCK', 'RDLOCK', 'DELETE', 'BLOCKED', 'NOMEM', 'ACCESS', 'CHECKRESERVEDLOCK'],
    ...['LOCK', 'CLOSE', 'DIR_CLOSE', 'SHMOPEN', 'SHMSIZE', 'SHMLOCK', 'SHMMAP', 'SEEK', 'DELETE_NOENT'],
    ...['MMAP', 'GETTEMPPATH', 'CONVPATH', 'VNODE', 'AUTH', 'BEGIN_ATOMIC', 'COMMIT_ATOMIC'],
    ...['ROLLBACK_ATOMIC', 'DATA', 'CORRUPTFS', 'IN_PAGE'],
  ],
  11: ['SQLITE_CORRUPT', 'VTAB', 'SEQUENCE', 'INDEX'],
  12: ['SQLITE_NOTFOUND'],
  13: ['SQLITE_FULL'],
  14: ['SQLITE_CANTOPEN', 'NOTEMPDIR', 'ISDIR', 'FULLPATH', 'CONVPATH', 'DIRTYWAL', 'SYMLINK'],
  15: ['SQLITE_PROTOCOL'],
  16: ['SQLITE_EMPTY'],
  17: ['SQLITE_SCHEMA'],
  18: ['SQLITE_TOOBIG'],
  19: [
    ...(['SQLITE_CONSTRAINT', 'CHECK', 'COMMITHOOK', 'FOREIGNKEY', 'FUNCTION', 'NOTNULL'] as const),
    ...['PRIMARYKEY', 'TRIGGER', 'UNIQUE', 'VTAB', 'ROWID', 'PINNED', 'DATATYPE'],
  ],
  20: ['SQLITE_MISMATCH'],
  21: ['SQLITE_MISUSE'],
  22: ['SQLITE_NOLFS'],
  23: ['SQLITE_AUTH', 'USER'],
  24: ['SQLITE_FORMAT'],
  25: ['SQLITE_RANGE'],
  26: ['SQLITE_NOTADB'],
  27: ['SQLITE_NOTICE', 'RECOVER_WAL', 'RECOVER_ROLLBACK', 'RBU'],
  28: ['SQLITE_WARNING', 'AUTOINDEX'],
  100: ['SQLITE_ROW'],
  101: ['SQLITE_DONE'],
}

/** `SQLITE_IOERR_FSYNC` for 1034; a number that is newer than this table keeps its number. */
export const nameOfCode = (code: number): string => {
  const place = code >> 8
  const [family = 'SQLITE', ...extended] = families[code & 0xff] ?? []
  if (place === 0 && family !== 'SQLITE') return family
  const name = extended[place - 1] ?? ''
  return name === '' ? `${family}_${code}` : `${family}_${name}`
}

/** Every code of the table. */
export const knownCodes: ReadonlyArray<number> = Object.entries(families).flatMap(
  ([primary, [, ...extended]]) => [
    Number(primary),
    ...extended.flatMap((name, index) => (name === '' ? [] : [Number(primary) | ((index + 1) << 8)])),
  ],
)
