import { v5 as uuidV5 } from 'uuid'

// Ids are storage: neither the namespace nor the order of the parts may ever change, or known lines would come in again.
const namespace = '2f8a1c52-8d0e-5b6f-9c36-60c1c9d0a7e4'

/** The id of a line that its ledger numbers: whatever else is corrected in the row, it stays the same line. */
export const numberedLineId = (source: string, document: string | null, line: string): string =>
  uuidV5(JSON.stringify(['line', source, document, line]), namespace)

/** What tells a line apart whose ledger gives it no number. */
export type LineFacts = {
  readonly source: string
  readonly document: string | null
  readonly occurredOn: string
  readonly customer: string | null
  readonly region: string
  readonly product: string | null
  readonly quantity: string | null
  /** Minor units. */
  readonly netAmount: number
  readonly costAmount: number | null
}

/**
 * The id of a line without number: its content, and the how-manieth of that content it is. Never its place in the file, so
 * that a ledger sorted anew, or with lines added in between, is recognised.
 * @param nth from 1
 */
export const unnumberedLineId = (facts: LineFacts, nth: number): string => {
  const { source, document, occurredOn, customer, region, product, quantity, netAmount, costAmount } = facts
  return uuidV5(
    JSON.stringify([
      ...['content', source, document, occurredOn, customer, region],
      ...[product, quantity, netAmount, costAmount, nth],
    ]),
    namespace,
  )
}
