import { left } from 'fp-ts/lib/Either.js'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { answer, type Log } from './answers.ts'
import type { RequestFault } from './status.ts'

/** An append holds 1 MiB: no command that could be stored is larger. */
const bytesMax = 1_048_576

/** Reads no more than that of a body, announced or in chunks. */
export const limitedBody = (log: Log) =>
  bodyLimit({
    maxSize: bytesMax,
    onError: () => answer(log)(refused('BodyTooLarge', `A command has ${bytesMax} bytes at most.`)),
  })

/** The body as JSON: of its type, in UTF-8, not compressed, and whole. Nothing is guessed. */
export const jsonBody = (log: Log) =>
  createMiddleware<{ Variables: { readonly body: unknown } }>(async (c, next) => {
    if (!isJson.test(c.req.header('content-type') ?? '') || c.req.header('content-encoding') !== undefined)
      return answer(log)(
        refused(
          'UnsupportedMediaType',
          'Send `Content-Type: application/json`, in UTF-8 and not compressed.',
        ),
      )
    const bytes = await c.req.arrayBuffer().catch(() => null)
    try {
      c.set('body', JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes ?? undefined)))
    } catch {
      return answer(log)(
        refused('BadRequest', 'The body is not JSON in UTF-8: send one command as an object.'),
      )
    }
    return next()
  })

const isJson = /^application\/json[ \t]*(?:;[ \t]*charset=(?:utf-8|"utf-8")[ \t]*)?$/i

const refused = (_tag: RequestFault['_tag'], message: string) => left({ _tag, message })
