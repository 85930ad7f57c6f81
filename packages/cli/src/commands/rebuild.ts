import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Failure, failureOf } from '../failure.ts'
import { print } from '../output/answer.ts'
import { count } from '../output/money.ts'
import { startProgress } from '../output/progress.ts'
import { remark, table } from '../output/table.ts'
import { ask, type Session } from './session.ts'

/** Every read model again from the log, compared with what questions are answered from. */
export const rebuild = (session: Session): Promise<Either<Failure, ExitCode>> =>
  ask(session, async ({ kehu }) => {
    const { io, format } = session
    const progress = startProgress(io)
    const began = performance.now()
    const rebuilt = await kehu.rebuild({
      signal: io.signal,
      onProgress: ({ read, total }) => progress.update('Reading', read, total),
    })()
    progress.end()
    if (isLeft(rebuilt)) return left(failureOf(rebuilt.left))
    const { read, projections } = rebuilt.right
    const seconds = (performance.now() - began) / 1_000
    const perSecond = Math.round(read / Math.max(seconds, 0.001))
    const different = projections.filter(({ same }) => same === false)
    await print(io, format, {
      json: {
        events: read,
        seconds: Math.round(seconds * 1_000) / 1_000,
        eventsPerSecond: perSecond,
        readModels: projections.map(({ name, version, events, digest, before, same }) => ({
          ...{ name, version, events, digest, before, same },
        })),
      },
      csv: {
        columns: ['name', 'version', 'events', 'digest', 'before', 'same'],
        rows: projections.map(({ name, version, events, digest, before, same }) => [
          ...[name, String(version), String(events), digest, before, same === null ? '' : String(same)],
        ]),
      },
      table: (style) =>
        [
          table(
            style,
            [
              { head: 'Read model' },
              { head: 'Version', align: 'right' },
              { head: 'Events', align: 'right' },
              { head: 'Digest of its state' },
              { head: 'Compared with before' },
            ],
            projections.map(({ name, version, events, digest, same }) => [
              ...[name, String(version), count(events), `${digest.slice(0, 16)}…`],
              same === null ? 'nothing to compare' : same ? 'equal' : 'DIFFERENT',
            ]),
          ),
          remark(
            style,
            `${count(read)} events in ${seconds.toFixed(1)} s, ${count(perSecond)} a second. Digests: SHA-256 of the canonical JSON (RFC 8785); --format json shows them whole.`,
          ),
        ].join('\n'),
    })
    if (different.length === 0) return right(exitCodes.ok)
    return left({
      exitCode: exitCodes.failed,
      message: `What was kept of ${different.map(({ name }) => name).join(', ')} was wrong and has been replaced: answers given before may have been wrong. The events are the truth; ask again.`,
    })
  })
