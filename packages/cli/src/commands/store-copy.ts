import { copyLog, type EventStore } from '@kehu/event-store'
import { openKehu } from '@kehu/kehu'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Failure, failureOf, fault, interrupted, misuse } from '../failure.ts'
import type { Io } from '../io.ts'
import { print } from '../output/answer.ts'
import { count, counted } from '../output/money.ts'
import { startProgress } from '../output/progress.ts'
import { remark, table } from '../output/table.ts'
import { nameOf, parseLocation } from '../store/location.ts'
import { withStore } from '../store/open-store.ts'
import type { Session } from './session.ts'

/**
 * Copies a log from any store to any other, in its order, with ids, metadata and both times; then folds every read model from
 * either and compares their digests.
 */
export const storeCopy = (
  { io, format }: Session,
  from: string,
  to: string,
): Promise<Either<Failure, ExitCode>> => {
  const [source, target] = [parseLocation(from, io.cwd), parseLocation(to, io.cwd)]
  if (isLeft(source)) return Promise.resolve(source)
  if (isLeft(target)) return Promise.resolve(target)
  const names = { from: nameOf(source.right), to: nameOf(target.right) }
  if (names.from === names.to) {
    return Promise.resolve(misuse(`Both are ${names.from}: name another store to copy into.`))
  }
  if (target.right.kind === 'memory') {
    return Promise.resolve(misuse('A copy into memory: is gone when the command ends: name another store.'))
  }
  return withStore(io, source.right, 'read', (original) =>
    withStore(io, target.right, 'write', async (copy) => {
      const copied = await copyWatched(io, original.store, copy.store)
      if (isLeft(copied)) return copied
      const models = await digestsOf(io, original.store, copy.store)
      if (isLeft(models)) return models
      const events = models.right.events
      await print(io, format, {
        json: { ...names, copied: copied.right, events, readModels: models.right.readModels },
        csv: {
          columns: ['name', 'from', 'to', 'same'],
          rows: models.right.readModels.map(({ name, digest, copyDigest, same }) => [
            ...[name, digest, copyDigest, String(same)],
          ]),
        },
        table: (style) =>
          [
            table(
              style,
              [{ head: 'Read model' }, { head: 'Digest of its state' }, { head: 'From both logs' }],
              models.right.readModels.map(({ name, digest, same }) => [
                ...[name, `${digest.slice(0, 16)}…`, same ? 'equal' : 'DIFFERENT'],
              ]),
            ),
            remark(
              style,
              `${counted(copied.right, 'event')} copied, ${count(events)} in all, from ${names.from} to ${names.to}.`,
            ),
          ].join('\n'),
      })
      return models.right.readModels.every(({ same }) => same)
        ? right(exitCodes.ok)
        : fault(
            `The two logs do not say the same. If ${names.from} was written to meanwhile, run the command again: it copies what has come since.`,
          )
    }),
  )
}

const copyWatched = async (
  io: Io,
  source: EventStore,
  target: EventStore,
): Promise<Either<Failure, number>> => {
  const progress = startProgress(io)
  const copied = await copyLog(source, target, {
    signal: io.signal,
    onProgress: ({ copied: done, total }) => progress.update('Copying', done, total),
  })()
  progress.end()
  if (isLeft(copied)) {
    return copied.left._tag === 'OtherLog'
      ? left({ exitCode: exitCodes.usage, message: copied.left.message })
      : fault(copied.left.message)
  }
  return copied.right.complete
    ? right(copied.right.copied)
    : interrupted('Interrupted; the same command goes on from there.')
}

type Compared = {
  readonly name: string
  readonly digest: string
  readonly copyDigest: string
  readonly same: boolean
}

const digestsOf = async (
  io: Io,
  source: EventStore,
  target: EventStore,
): Promise<Either<Failure, { readonly events: number; readonly readModels: ReadonlyArray<Compared> }>> => {
  const progress = startProgress(io)
  const folded = []
  for (const store of [source, target]) {
    // Without saved read models, so that both are folded from their events.
    const rebuilt = await openKehu({ store, clock: io.clock, newId: io.newId }).rebuild({
      signal: io.signal,
      onProgress: ({ read, total }) => progress.update('Checking', read, total),
    })()
    if (isLeft(rebuilt)) {
      progress.end()
      return left(failureOf(rebuilt.left))
    }
    folded.push(rebuilt.right)
  }
  progress.end()
  const [original, copy] = folded
  const readModels = (original?.projections ?? []).map(({ name, digest }) => {
    const copyDigest = copy?.projections.find((other) => other.name === name)?.digest ?? ''
    return { name, digest, copyDigest, same: digest === copyDigest }
  })
  return right({ events: copy?.read ?? 0, readModels })
}
