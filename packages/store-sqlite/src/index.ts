export type { BackupProgress } from './backup.ts'
export { checkSqliteFile } from './check-file.ts'
export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from './sqlite-store.ts'
