import { type Executed, type Kehu, type KehuError, openKehu } from '@kehu/kehu'
import { openSqliteStore } from '@kehu/store-sqlite'
import { type Either, isLeft, map } from 'fp-ts/lib/Either.js'
import { Hono } from 'hono'
import { v7 as newId } from 'uuid'

/** Opens the file, and Kehu over it; the read models are kept in the same file. */
export const openService = async (path: string) => {
  const store = await openSqliteStore({ path, clock: Date.now, newId })()
  if (isLeft(store)) throw new Error(store.left.message)
  const kehu = openKehu({ store: store.right, clock: Date.now, newId, readModels: store.right.readModels })
  return { app: routes(kehu), close: store.right.close }
}

const routes = (kehu: Kehu) =>
  new Hono()
    // A client that repeats a request with the same Idempotency-Key gets the first answer again, and nothing is decided twice.
    // If-Match names the revision the client has seen; when somebody else was faster, it is told so.
    .post('/commands', async (c) => {
      const [actor, commandId, seen] = ['x-actor', 'idempotency-key', 'if-match'].map((name) =>
        c.req.header(name),
      )
      const executed = await kehu.executeUnknown(await c.req.json().catch(() => null), {
        actor: actor ?? 'nobody',
        ...(commandId === undefined ? {} : { commandId }),
        ...(seen === undefined ? {} : { expectedRevision: Number(seen) }),
      })()
      const stored = ({ stream, revision, events }: Executed) => ({ stream, revision, events: events.length })
      return respond(map(stored)(executed))
    })
    .get('/tiers', async (c) => respond(await kehu.tiers({ asOf: c.req.query('asOf') ?? kehu.today() })()))
    .get('/due', async (c) => respond(await kehu.due({ asOf: c.req.query('asOf') ?? kehu.today() })()))
    .get('/kpis/:period', async (c) => respond(await kehu.kpis({ period: c.req.param('period') })()))

const respond = (answer: Either<KehuError, unknown>): Response => {
  const [status, body] = isLeft(answer) ? [statusOf(answer.left), answer.left] : [200, answer.right]
  // Sums are bigints, which JSON does not know: they leave as decimal strings of minor units.
  const text = JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  return new Response(text, { status, headers: { 'content-type': 'application/json' } })
}

const statusOf = ({ _tag }: KehuError): number =>
  _tag === 'Invalid' ? 400 : _tag === 'Conflict' ? 409 : _tag === 'Busy' || _tag === 'Unreachable' ? 503 : 422
