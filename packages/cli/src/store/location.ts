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
    if (!text.includes('://')) return misuse(`--store ${scheme}: needs a server: write ${scheme}://HOST…`)
    return partsOf(text) === null
      ? misuse(
          `--store ${scheme}://…: there is an @ after a / ? or #, so it is not clear where the password ends: write these signs in user, password and options as %40, %2F, %3F and %23.`,
        )
      : right({ kind, connectionString: text })
  }
  const path = scheme === 'sqlite' ? text.slice('sqlite:'.length) : text
  if (scheme !== undefined && scheme !== 'sqlite') {
    // What follows the scheme may be a password in any spelling: nothing of it is repeated.
    return misuse(`--store ${scheme}:…: there is no store "${scheme}:". There are ${locationsHelp}.`)
  }
  if (/^\/\/.*@|:.*@/s.test(path)) {
    return misuse(
      '--store: this looks like a server with a password, but not like one of a kind Kehu knows. ' +
        `There are ${locationsHelp}. A file of such a name can be reached from its directory.`,
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
      return partsOf(location.connectionString)?.name ?? `${location.kind} server`
  }
}

/**
 * A connection string without what may be secret: the password before the host, and the options.
 * @returns null where it cannot be told where the password ends
 */
const partsOf = (connectionString: string): { readonly name: string } | null => {
  const [, scheme = '', authority = '', path = '', rest = ''] =
    /^([^:]*:\/\/)([^/?#]*)([^?#]*)(.*)$/s.exec(connectionString) ?? []
  if (`${path}${rest}`.includes('@')) return null
  const at = authority.lastIndexOf('@')
  const [user = ''] = authority.slice(0, Math.max(at, 0)).split(':')
  return { name: `${scheme}${at === -1 ? '' : `${user}@`}${authority.slice(at + 1)}${path}` }
}

const mayHoldSecret = /:\/\/|:.*@|@.*:/s

/**
 * Takes what may be a password out of a message that repeats what was given on the command line or in the environment: of a
 * location, of whatever kind and however broken, only the scheme is left.
 */
export const withoutSecrets = (given: ReadonlyArray<string | undefined>): ((message: string) => string) => {
  const hidden = given
    .filter((text) => text !== undefined)
    .flatMap((text) => [text, text.slice(text.indexOf('=') + 1)])
    .filter((text) => mayHoldSecret.test(text))
    .sort((a, b) => b.length - a.length)
  return (message) => hidden.reduce((said, text) => said.replaceAll(text, schemeOf(text)), message)
}

const schemeOf = (text: string): string => `${/^[^:@]*?([a-z][a-z0-9+.-]*:\/\/)/i.exec(text)?.[1] ?? ''}…`
