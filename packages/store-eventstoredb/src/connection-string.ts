import { type Either, left, right } from 'fp-ts/lib/Either.js'

/** A connection string, taken apart so that what is secret goes one way and the rest another. */
export type Address = {
  readonly credentials: { readonly username: string; readonly password: string } | null
  /** For the client, which writes it to its debug log. */
  readonly withoutCredentials: string
  /** For people. */
  readonly hosts: string
}

const scheme = /^\s*(?:esdb|kurrentdb|kurrent)(\+discover)?:\/\//i

const charsMax = 8_192

// Nothing that may hold an `@`, a slash or a space: what does not look like this is never shown.
const host = /(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?/.source
const address = new RegExp(`^(${host}(?:,${host})*)/*(?:\\?[^#]*)?$`)

/**
 * `esdb://USER:PASSWORD@HOST:PORT,…?options`. A password may hold any character, encoded or not: name and password reach to the last `@`
 * that addresses follow. So an `@` in an option is written `%40`.
 */
export const parseConnectionString = (text: string): Either<null, Address> => {
  const [whole = '', discover = ''] = scheme.exec(text) ?? []
  if (whole === '' || text.length > charsMax) return left(null)
  const rest = text.slice(whole.length).trim()
  const ats = [...rest.matchAll(/@/g)].map(({ index }) => index).toReversed()
  for (const at of [...ats, -1]) {
    const [options, hosts] = address.exec(rest.slice(at + 1)) ?? []
    if (options === undefined || hosts === undefined) continue
    return right({
      credentials: at < 0 ? null : credentialsOf(rest.slice(0, at)),
      withoutCredentials: `esdb${discover.toLowerCase()}://${options}`,
      hosts,
    })
  }
  return left(null)
}

const credentialsOf = (given: string) => {
  const [, username = given, password = ''] = /^([^:]*):(.*)$/s.exec(given) ?? []
  return { username: decoded(username), password: decoded(password) }
}

/** A sign that stands for itself, where what follows it is no code. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
