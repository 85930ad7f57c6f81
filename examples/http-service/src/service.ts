import { type Kehu, openKehu } from '@kehu/kehu'
import { openSqliteStore } from '@kehu/store-sqlite'
import { isLeft, map, right } from 'fp-ts/lib/Either.js'
import { Hono } from 'hono'
import { v7 as newId } from 'uuid'
import { answer, answerExecuted, failedWith, type Log, noSuchPlace } from './answers.ts'
import { authenticated } from './authenticated.ts'
import { conditional } from './conditional.ts'
import { jsonBody, limitedBody } from './json-body.ts'
import { type Expected, under } from './preconditions.ts'
import type { Tokens } from './tokens.ts'

export type Service = {
  readonly path: string
  readonly tokens: Tokens
  readonly log: Log
  /** Whoever opens a region manages it at once, and none is open to all. */
  readonly governed?: boolean
  /** A command says which revision its sender has seen. */
  readonly requireIfMatch?: boolean
}

/** Opens the file, and Kehu over it; the read models are kept in the same file. */
export const openService = async ({ path, governed = false, ...service }: Service) => {
  const store = await openSqliteStore({ path, clock: Date.now, newId })()
  if (isLeft(store)) return store
  const { readModels, close } = store.right
  const kehu = openKehu({ store: store.right, clock: Date.now, newId, readModels, governed })
  return right({ kehu, app: routes(kehu, service), close })
}

export const routes = (
  kehu: Kehu,
  { tokens, log, requireIfMatch = false }: Omit<Service, 'path' | 'governed'>,
) => {
  const respond = answer(log)
  return (
    new Hono()
      .onError((thrown) => respond(failedWith(thrown)))
      .notFound(() => respond(noSuchPlace))
      .get('/healthz', async () => respond(map(() => ({ ok: true }))(await kehu.catchUp()())))
      .use(authenticated(tokens, log))
      // A client that repeats a request with the same Idempotency-Key gets the first answer again, and nothing is decided twice.
      // If-Match names the revision the client has seen; when somebody else was faster, it is told so.
      .post('/commands', limitedBody(log), jsonBody(log), conditional(requireIfMatch, log), async (c) => {
        const { actor, body, conditions, key } = c.var
        const execute = (expected: Expected) => kehu.executeUnknown(body, { actor, ...key, ...expected })()
        return answerExecuted(log)(await under(conditions, execute))
      })
      .get('/history/:customer', async (c) =>
        respond(await kehu.history(c.req.param('customer'), c.var.actor)()),
      )
      .get('/tiers', async (c) => respond(await kehu.tiers(on(c.req.query('asOf')))()))
      .get('/due', async (c) => respond(await kehu.due(on(c.req.query('asOf')))()))
      .get('/kpis/:period', async (c) => respond(await kehu.kpis({ period: c.req.param('period') })()))
  )
}

/** A day, or today where the region is. */
const on = (asOf: string | undefined) => (asOf === undefined ? {} : { asOf })
