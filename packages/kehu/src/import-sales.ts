import type { DatedPurchaseLine, SortedLines } from '@kehu/domain'
import { sortLines } from '@kehu/domain'
import type { Appended, AppendFault, EventToAppend } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Deps, Sender } from './deps.ts'
import type { KehuError } from './errors.ts'
import { type KehuEvent, kehuEventCodec } from './event-codec.ts'
import { documentKey, type OpenBooks, openBooks, type Seller } from './import-books.ts'

/** Ledger documents of one customer, or of one region and month without customer, in the order of the file. */
export type SalesOf = {
  readonly of: Seller
  readonly documents: ReadonlyArray<LedgerDocument>
}

/** The lines of one document; they enter the log in one append, or not at all. */
export type LedgerDocument = {
  readonly document: string | null
  readonly lines: ReadonlyArray<DatedPurchaseLine>
}

export type ImportedSales = {
  /** Lines that are new: one event each. */
  readonly appended: number
  /** Lines that were stored already, word for word. */
  readonly stored: number
  readonly refused: ReadonlyArray<RefusedLine>
  /** Documents that were stored already and now have more lines. */
  readonly gained: ReadonlyArray<{ readonly document: string; readonly lines: number }>
}

/** A line that was left out, and why; everything else of its document went in. */
export type RefusedLine = {
  readonly line: DatedPurchaseLine
  readonly reason: { readonly _tag: string; readonly message: string }
}

/**
 * Takes in the documents of one stream: loads it once, sorts out what is stored already, decides line by line, and appends
 * document by document. Repeating it appends nothing; after a crash it goes on where it stopped.
 *
 * @rejects the store's faults; what was appended until then stays, and importing again completes it
 */
export const importSales =
  (deps: Deps, sender: Sender) =>
  (sales: SalesOf): TaskEither<KehuError, ImportedSales> =>
  async () => {
    const elsewhere = new Map<string, RefusedLine>()
    let appended = 0
    for (let attempt = 1; ; attempt++) {
      const books = await openBooks(deps, sender)(sales)()
      if (isLeft(books)) return books
      const plan = planImport(sales.documents, books.right, elsewhere)
      const sent = await appendAll(deps, sender, books.right, plan.documents)
      // What earlier attempts of this run appended stands among the stored now.
      const stored = plan.stored - appended + sent.repeated
      appended += sent.appended
      if (sent.fault === null) {
        return right({
          appended,
          stored,
          refused: [...plan.refused, ...elsewhere.values()],
          gained: plan.gained,
        })
      }
      const refusal = refusalOf(sent.fault, plan.documents)
      for (const line of refusal) elsewhere.set(line.line.purchase, line)
      if (refusal.length > 0) continue
      if (sent.fault._tag !== 'Conflict' || attempt >= attemptsMax) return left(sent.fault)
      // Somebody else writes to the same stream: each gets further every time, and sooner apart.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(1_000, 2 ** attempt)))
    }
  }

const attemptsMax = 50

type Plan = {
  readonly documents: ReadonlyArray<Planned>
  readonly stored: number
  readonly refused: ReadonlyArray<RefusedLine>
  readonly gained: ImportedSales['gained']
}

type Planned = {
  readonly document: string | null
  readonly lines: ReadonlyArray<{ readonly line: DatedPurchaseLine; readonly event: KehuEvent }>
}

const planImport = (
  documents: ReadonlyArray<LedgerDocument>,
  books: OpenBooks,
  elsewhere: ReadonlyMap<string, RefusedLine>,
): Plan => {
  const planned: Planned[] = []
  const refused: RefusedLine[] = []
  const gained: { document: string; lines: number }[] = []
  const taken = new Map<string, DatedPurchaseLine>()
  let stored = 0
  for (const { document, lines } of documents) {
    const sorted = sortLines(
      lines.filter((line) => !elsewhere.has(line.purchase)),
      books.lines,
      taken,
    )
    stored += sorted.stored.length
    refused.push(...sorted.differing.map(differs))
    const decided: { line: DatedPurchaseLine; event: KehuEvent }[] = []
    for (const line of sorted.fresh) {
      const event = books.decide(line)
      if (isLeft(event)) refused.push({ line, reason: event.left })
      else {
        decided.push({ line, event: event.right })
        taken.set(line.purchase, line)
      }
    }
    if (decided.length === 0) continue
    planned.push({ document, lines: decided })
    const key = decided[0] === undefined ? null : documentKey(decided[0].line)
    if (document !== null && key !== null && books.documents.has(key))
      gained.push({ document, lines: decided.length })
  }
  return { documents: planned, stored, refused, gained }
}

const differs = ({ line, fields }: SortedLines['differing'][number]): RefusedLine => ({
  line,
  reason: {
    _tag: 'LineDiffers',
    message: `stored already with another ${fields.join(', ')}: correct the stored line, or mend the file`,
  },
})

// Appends are sent without waiting for one another, each with the revision that the one before it will have made, so that a
// store can make many of them durable at once.
const appendsInFlight = 256

/** Lines that this run wrote, and lines that another run had written just so in the meantime. */
type Sent = {
  readonly appended: number
  readonly repeated: number
  readonly fault: (AppendFault | KehuError) | null
}

const appendAll = async (
  deps: Deps,
  sender: Sender,
  books: OpenBooks,
  documents: ReadonlyArray<Planned>,
): Promise<Sent> => {
  let revision = books.revision
  let appended = 0
  let repeated = 0
  for (let i = 0; i < documents.length; i += appendsInFlight) {
    const inFlight: Promise<{ lines: number; outcome: Either<AppendFault, Appended> }>[] = []
    let unencodable: KehuError | null = null
    for (const { lines: decided } of documents.slice(i, i + appendsInFlight)) {
      const events = toAppend(deps, sender, decided)
      if (isLeft(events)) {
        unencodable = events.left
        break
      }
      const append = deps.store.append(books.stream, revision ?? 'noStream', events.right)
      inFlight.push(append().then((outcome) => ({ lines: decided.length, outcome })))
      revision = (revision ?? -1) + decided.length
    }
    let fault: (AppendFault | KehuError) | null = null
    for (const { lines, outcome } of await Promise.all(inFlight)) {
      if (isLeft(outcome)) fault ??= outcome.left
      else if (outcome.right.repeated) repeated += lines
      else appended += lines
    }
    fault ??= unencodable
    if (fault !== null) return { appended, repeated, fault }
  }
  return { appended, repeated, fault: null }
}

const toAppend = (
  deps: Deps,
  sender: Sender,
  decided: Planned['lines'],
): Either<KehuError, ReadonlyArray<EventToAppend>> => {
  const metadata = { ...sender.metadata, commandId: deps.newId() }
  const events: EventToAppend[] = []
  for (const { line, event } of decided) {
    const encoded = kehuEventCodec.encode(event)
    if (isLeft(encoded)) return encoded
    events.push({ id: line.purchase, ...encoded.right, metadata })
  }
  return right(events)
}

/** Faults that concern single lines or documents: those are refused, and the rest goes in. */
const refusalOf = (
  fault: AppendFault | KehuError,
  documents: ReadonlyArray<Planned>,
): ReadonlyArray<RefusedLine> => {
  if (fault._tag === 'DuplicateId') {
    // Where it is stored may be none of the actor's business.
    const message =
      'stored already under another customer or region, which a line cannot change: mend the file, or correct the stored line'
    return documents
      .flatMap(({ lines }) => lines)
      .filter(({ line }) => line.purchase === fault.id)
      .map(({ line }) => ({ line, reason: { _tag: 'LineDiffers', message } }))
  }
  if (fault._tag === 'TooLarge') {
    const largest = documents.reduce<Planned | null>(
      (best, next) => (best === null || next.lines.length > best.lines.length ? next : best),
      null,
    )
    return (largest?.lines ?? []).map(({ line }) => ({
      line,
      reason: { _tag: 'TooLarge', message: fault.message },
    }))
  }
  return []
}
