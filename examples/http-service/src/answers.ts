import type { Executed } from '@kehu/kehu'
import { type Either, isLeft, left, map } from 'fp-ts/lib/Either.js'
import { type Fault, statusOf } from './status.ts'

/** Where the service tells whoever runs it what no answer tells. */
export type Log = (line: string) => void

/** An answer as JSON, or what stands against it; of a fault of the service itself nothing but that it is one. */
export const answer =
  (log: Log) =>
  (given: Either<Fault, unknown>): Response => {
    if (!isLeft(given)) return json(200, given.right)
    const status = statusOf(given.left)
    if (status < 500) return json(status, given.left, status === 401 ? { 'www-authenticate': 'Bearer' } : {})
    log(JSON.stringify({ at: new Date().toISOString(), status, ...given.left }))
    return status === 503 ? json(503, unavailable, { 'retry-after': '1' }) : json(status, failed)
  }

/** What a command led to: where, how many events, and the revision to name in the next `If-Match`. */
export const answerExecuted =
  (log: Log) =>
  (executed: Either<Fault, Executed>): Response => {
    const told = map(({ stream, revision, events }: Executed) => ({
      stream,
      revision,
      events: events.length,
    }))
    const response = answer(log)(told(executed))
    if (!isLeft(executed) && executed.right.revision !== null)
      response.headers.set('etag', `"${executed.right.revision}"`)
    return response
  }

/** Sums are bigints, which JSON does not know: they leave as decimal strings of minor units. */
const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(
    JSON.stringify(body, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    {
      status,
      // Answers hold personal data, and depend on who asks: nobody in between keeps them.
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    },
  )

const unavailable = {
  _tag: 'Unavailable',
  message:
    'The service cannot answer now, and what became of a command is not known: send the same again, with the same Idempotency-Key.',
}

const failed = {
  _tag: 'Failed',
  message:
    'The service failed, and what became of a command is not known. Whoever runs it finds the reason in its log.',
}

/** Something threw, which nothing here is meant to: a bug, of which the log alone hears more. */
export const failedWith = (thrown: Error): Either<Fault, never> =>
  left({ _tag: 'Defect', message: `The program failed (${thrown.name}: ${thrown.message}): report this.` })

export const noSuchPlace: Either<Fault, never> = left({
  _tag: 'NotFound',
  message: 'There is POST /commands, and GET /tiers, /due, /kpis/PERIOD and /history/CUSTOMER.',
})
