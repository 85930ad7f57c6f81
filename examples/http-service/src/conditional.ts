import { isLeft, left } from 'fp-ts/lib/Either.js'
import { createMiddleware } from 'hono/factory'
import { answer, type Log } from './answers.ts'
import { idempotencyKeyIn } from './idempotency-key.ts'
import { type Preconditions, preconditionsIn } from './preconditions.ts'

type Variables = { readonly conditions: Preconditions; readonly key: { readonly commandId?: string } }

/** Reads under which conditions a command is to be executed, and how it is known again; the two are refused before it is looked at. */
export const conditional = (requireIfMatch: boolean, log: Log) =>
  createMiddleware<{ Variables: Variables }>(async (c, next) => {
    const conditions = preconditionsIn((name) => c.req.header(name))
    if (isLeft(conditions)) return answer(log)(conditions)
    const { ifMatch, ifNoneMatch } = conditions.right
    if (requireIfMatch && ifMatch === null && ifNoneMatch === null) return answer(log)(required)
    const key = idempotencyKeyIn(c.req.header('idempotency-key'))
    if (isLeft(key)) return answer(log)(key)
    c.set('conditions', conditions.right)
    c.set('key', key.right === null ? {} : { commandId: key.right })
    return next()
  })

/** RFC 6585, 3. */
const required = left({
  _tag: 'PreconditionRequired',
  message:
    'Say which revision you have seen, `If-Match: "5"`, or that there must be none yet, `If-None-Match: *`.',
} as const)
