import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { type Failure, fault, thrownMessage } from '../failure.ts'
import { csvText, unguarded } from '../output/csv.ts'
import type { Row } from './read-rows.ts'
import type { Reject } from './staging.ts'

/** What a rejects file says of a row, before the row itself. */
const rejectColumns: ReadonlyArray<string> = ['rejected_line', 'rejected_tag', 'rejected_reason']

const suffix = '.rejects'

/** Whether these are the headings of a rejects file: its cells are then guarded against spreadsheets. */
export const isRejectsFile = (headings: ReadonlyArray<string>): boolean =>
  rejectColumns.every((column, i) => headings[i] === column)

/** A row of a rejects file as it stood in the file it was refused from. */
export const withoutGuards = ({ line, cells }: Row): Row => ({ line, cells: cells.map(unguarded) })

/** `orders.csv` → `orders.rejects.csv` beside it. */
export const rejectsFileOf = (file: string): string => {
  const extension = extname(file)
  return join(dirname(file), `${basename(file, extension)}${suffix}${extension === '' ? '.csv' : extension}`)
}

/**
 * Writes the rows that were left out, with the reason and all their cells: mended there, the file can be imported as it
 * is. A file of an earlier import is replaced in one step, or not at all.
 */
export const writeRejects = async (
  path: string,
  headings: ReadonlyArray<string>,
  rejects: Iterable<Reject>,
): Promise<Either<Failure, void>> => {
  const unfinished = `${path}.${process.pid}.tmp`
  // Those of a rejects file that is itself imported are replaced, not repeated.
  const own = headings.map((heading) => !rejectColumns.includes(heading))
  try {
    const file = await open(unfinished, 'w')
    try {
      let rows: string[][] = [[...rejectColumns, ...headings.filter((_, index) => own[index])]]
      for (const { line, reason, cells } of rejects) {
        const kept = cells.filter((_, index) => own[index] ?? true)
        rows.push([String(line), reason.tag, reason.message, ...kept])
        if (rows.length < 1_000) continue
        await file.write(csvText(rows))
        rows = []
      }
      await file.write(csvText(rows))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
    return right(undefined)
  } catch (error) {
    await rm(unfinished, { force: true })
    return fault(
      `The rows that were refused could not be written to "${path}" (${thrownMessage(error)}); all others are stored. Import again with --rejects PATH to see them.`,
    )
  }
}
