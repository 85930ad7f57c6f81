import type { ImportedSales, Kehu, LedgerDocument, RefusedLine } from '@kehu/kehu'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type Failure, failureOf, interrupted } from '../failure.ts'
import type { ImportSender } from './import-sender.ts'
import { createBudget } from './in-flight.ts'
import type { StagedStream, Staging } from './staging.ts'

/** Streams that are stored at once: a store makes the appends of many durable in one go. */
const streamsInFlight = 16
/** Lines of streams that are stored side by side; a longer stream is stored alone. It bounds the memory of an import. */
const linesInFlight = 2_000
/** Lines of one stream given to Kehu at once; only a longer stream is loaded again, for each such page. */
const pageLines = 20_000

export type Stored = {
  readonly appended: number
  readonly stored: number
  /** Documents that were stored before and gained lines: how many, and the first of them. */
  readonly gained: { readonly documents: number; readonly first: ImportedSales['gained'] }
}

const gainedShown = 100

/**
 * Gives what was staged to Kehu, stream by stream, several at once. The first fault ends it; what is stored stays, and the
 * same import goes on from there.
 */
export const storeLines = async (
  kehu: Pick<Kehu, 'importSales'>,
  staging: Staging,
  {
    sender,
    signal,
    onLines,
    onRefused,
  }: {
    readonly sender: ImportSender
    readonly signal: AbortSignal
    readonly onLines: (lines: number) => void
    readonly onRefused: (refused: RefusedLine) => void
  },
): Promise<Either<Failure, Stored>> => {
  const budget = createBudget(linesInFlight)
  const first: { document: string; lines: number }[] = []
  let [appended, stored, documents] = [0, 0, 0]
  let failure: Either<Failure, never> | null = null

  const storePage = async (of: StagedStream['of'], page: ReadonlyArray<LedgerDocument>): Promise<void> => {
    const imported = await kehu.importSales({ of, documents: page }, { ...sender, historical: true })()
    if (isLeft(imported)) {
      const { message, exitCode } = failureOf(imported.left)
      failure ??= { _tag: 'Left', left: { exitCode, message: `${message} ${goOn(appended)}` } }
      return
    }
    const { gained, refused } = imported.right
    appended += imported.right.appended
    stored += imported.right.stored
    documents += gained.length
    first.push(...gained.slice(0, gainedShown - first.length))
    for (const line of refused) onRefused(line)
    onLines(appended + stored)
  }

  const storeStream = async (stream: StagedStream): Promise<void> => {
    const giveBack = await budget.take(Math.min(stream.lines, pageLines))
    for (const page of staging.pages(stream, pageLines)) {
      if (failure !== null) break
      if (signal.aborted) {
        failure ??= interrupted(`Interrupted. ${goOn(appended)}`)
        break
      }
      await storePage(stream.of, page)
    }
    giveBack()
  }

  const streams = staging.streams().values()
  const work = async () => {
    for (const stream of streams) {
      if (failure !== null) return
      await storeStream(stream)
    }
  }
  await Promise.all(Array.from({ length: streamsInFlight }, work))
  return failure ?? right({ appended, stored, gained: { documents, first } })
}

const goOn = (appended: number): string =>
  `${appended} new lines are stored; import the same file again and it goes on from there.`
