import type { UserId } from '@kehu/domain'
import { left } from 'fp-ts/lib/Either.js'
import { createMiddleware } from 'hono/factory'
import { answer, type Log } from './answers.ts'
import type { Tokens } from './tokens.ts'

/**
 * Lets through whoever shows a token (RFC 6750), as the actor whose token it is; no other header says who sends. Who has none and
 * who has a wrong one hear the same.
 */
export const authenticated = (tokens: Tokens, log: Log) =>
  createMiddleware<{ Variables: { readonly actor: UserId } }>(async (c, next) => {
    const [, token] = bearer.exec(c.req.header('authorization') ?? '') ?? []
    const actor = token === undefined ? null : tokens.actorOf(token)
    if (actor === null) return answer(log)(notAuthenticated)
    c.set('actor', actor)
    return next()
  })

const bearer = /^bearer +([\w.~+/-]+=*)$/i

const notAuthenticated = left({
  _tag: 'NotAuthenticated',
  message: 'Say who you are: `Authorization: Bearer TOKEN`, with a token of yours.',
} as const)
