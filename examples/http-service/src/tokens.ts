import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { appendFile, readFile } from 'node:fs/promises'
import { decode, UserId } from '@kehu/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/** Who may send, as far as it can be known from a token: only hashes are kept, so that who reads them cannot send. */
export type Tokens = {
  /** Whose token it is; null when it is nobody's. Takes as long whichever it is. */
  readonly actorOf: (token: string) => UserId | null
}

/** The file of hashes cannot be read, or says something that cannot be meant. */
export type BadTokens = { readonly _tag: 'BadTokens'; readonly message: string }

/**
 * Reads a file with a line for each token: whose it is, and its SHA-256 in hexadecimal digits. An actor may have several; blank
 * lines and those that begin with `#` say nothing.
 *
 * @rejects BadTokens naming the line, and never showing it: it may hold a token that somebody pasted in there
 */
export const readTokens =
  (path: string): TaskEither<BadTokens, Tokens> =>
  async () => {
    try {
      return parseTokens(path, await readFile(path, 'utf8'))
    } catch (error) {
      const code = codeOf(error)
      return bad(
        code === 'ENOENT'
          ? `There is no file of tokens ${path}: make one with \`node src/new-token.ts ACTOR\`, or name another in KEHU_TOKENS.`
          : `The file of tokens ${path} cannot be read (${code}): let this user read it, or name another in KEHU_TOKENS.`,
      )
    }
  }

/**
 * Makes a token of somebody's and appends its hash to the file, which is made where there is none.
 * @returns the token, which is nowhere else
 */
export const addToken =
  (path: string, actor: UserId): TaskEither<BadTokens, string> =>
  async () => {
    const token = `kehu_${randomBytes(32).toString('base64url')}`
    const line = `${actor} ${hashOf(token).toString('hex')}\n`
    try {
      const before = await readFile(path, 'utf8').catch(() => '')
      await appendFile(path, before === '' || before.endsWith('\n') ? line : `\n${line}`, { mode: 0o600 })
      return right(token)
    } catch (error) {
      return bad(`The file of tokens ${path} cannot be written (${codeOf(error)}): no token was made.`)
    }
  }

/** The token as it is written down: it has 256 random bits, so that nobody tries them and it needs no slow hash. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

export const parseTokens = (path: string, text: string): Either<BadTokens, Tokens> => {
  const entries: { readonly actor: UserId; readonly hash: Buffer }[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const [, name, digits] = /^(\S.*?)[ \t]+([0-9a-f]{64})[ \t]*$/i.exec(line) ?? []
    const actor = decode(UserId)(name)
    const at = `${path}, line ${index + 1}`
    if (name === undefined || digits === undefined || isLeft(actor))
      return bad(
        `${at}: this is no token of anybody's. A line is an actor's code, a blank and the SHA-256 of the token in 64 hexadecimal digits, as \`node src/new-token.ts ACTOR\` writes it.`,
      )
    const hash = Buffer.from(digits, 'hex')
    if (entries.some((entry) => entry.hash.equals(hash)))
      return bad(`${at}: this token stands further up already. A token is one actor's: take one of them out.`)
    entries.push({ actor: actor.right, hash })
  }
  if (entries.length === 0)
    return bad(`${path} holds no token, so nobody could send: make one with \`node src/new-token.ts ACTOR\`.`)
  return right({
    actorOf: (token) => {
      const given = hashOf(token)
      return entries.reduce<UserId | null>(
        (found, { actor, hash }) => (timingSafeEqual(given, hash) ? actor : found),
        null,
      )
    },
  })
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown'

const bad = (message: string): Either<BadTokens, never> => left({ _tag: 'BadTokens', message })
