import { resolve } from 'node:path'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { type Failure, misuse } from '../failure.ts'

/** Where events are kept, as `--store` says it. */
export type StoreLocation =
  | { readonly kind: 'memory' }
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'eventstoredb'; readonly connectionString: string }
  | { readonly kind: 'postgres'; readonly connectionString: string }

export const locationsHelp =
  'sqlite:PATH, a bare path, memory:, esdb://HOST:PORT or postgres://USER@HOST/DATABASE'

/** `sqlite:PATH`, a bare path, `memory:`, or the connection string of a server. */
export const parseLocation = (text: string, cwd: string): Either<Failure, StoreLocation> => {
  if (typeof text !== 'string' || typeof cwd !== 'string')
    return misuse(`--store needs a text: ${locationsHelp}.`)
  if (text === 'memory:') return right({ kind: 'memory' })
  // A single letter is a drive, not a scheme.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(text)?.[1]?.toLowerCase()
  const kind = scheme === undefined ? undefined : servers[scheme]
  if (kind !== undefined) {
    return text.includes('://')
      ? right({ kind, connectionString: text })
      : misuse(`--store ${scheme}: needs a server: write ${scheme}://HOST…`)
  }
  const path = scheme === 'sqlite' ? text.slice('sqlite:'.length) : text
  if (scheme !== undefined && scheme !== 'sqlite') {
    return misuse(
      `--store ${withoutSecrets(text)}: there is no store "${scheme}:". There are ${locationsHelp}.`,
    )
  }
  if (path === '') return misuse('--store needs a path, such as --store sqlite:kehu.db.')
  return right({ kind: 'sqlite', path: resolve(cwd, path) })
}

const servers: Readonly<Record<string, 'eventstoredb' | 'postgres'>> = {
  esdb: 'eventstoredb',
  'esdb+discover': 'eventstoredb',
  kurrentdb: 'eventstoredb',
  'kurrentdb+discover': 'eventstoredb',
  postgres: 'postgres',
  postgresql: 'postgres',
}

/** A location for people to read: whatever stands before the host but the user's name is left out. */
export const nameOf = (location: StoreLocation): string => {
  switch (location.kind) {
    case 'memory':
      return 'memory:'
    case 'sqlite':
      return location.path
    case 'eventstoredb':
    case 'postgres':
      return withoutSecrets(location.connectionString)
  }
}

/** Passwords stand before the host, or in the query. */
const withoutSecrets = (connectionString: string): string =>
  connectionString
    .replace(/\/\/([^/?#]*)@/, (_, given: string) => `//${given.split(':')[0]}@`)
    .replace(/[?#].*$/, '')
