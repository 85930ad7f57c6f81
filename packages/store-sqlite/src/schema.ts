/** "Kehu" in ASCII: tells our files from everybody else's. */
export const applicationId = 0x4b65_6875

/**
 * The way from each schema version to the next; `user_version` counts the steps taken. A step that was released is never
 * changed, only followed.
 *
 * `data` comes last so that a filter never has to walk through it. There is no index for filters: they go through the log
 * in order anyway, and an index would cost every append.
 */
export const migrations: ReadonlyArray<string> = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 0),
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    occurred_on TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    correlation_id TEXT NOT NULL,
    causation_id TEXT NOT NULL,
    command_id TEXT NOT NULL,
    data TEXT NOT NULL,
    category TEXT NOT NULL GENERATED ALWAYS AS (substr(stream, 1, instr(stream, '-') - 1)) VIRTUAL,
    UNIQUE (stream, revision)
  ) STRICT;

  CREATE TABLE read_models (
    name TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    checkpoint TEXT NOT NULL,
    digest TEXT NOT NULL,
    state TEXT NOT NULL
  ) STRICT;
  `,
  'ALTER TABLE events ADD COLUMN command_digest TEXT',
]

/** From this schema on events keep their command's digest; who may only read meets older ones as they are. */
export const digestSince = 2

export const tables: ReadonlyArray<string> = ['meta', 'events', 'read_models']
