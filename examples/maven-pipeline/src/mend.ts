import { createHash } from 'node:crypto'
import type { Findings } from './findings.ts'

// What is misspelt in the data set, and what is meant. Whatever is mended is counted and shown.
const meant: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sector: { technolgy: 'technology' },
  product: { GTXPro: 'GTX Pro' },
  office_location: { Philipines: 'Philippines' },
}

/** The cell as it is meant. */
export const mended = (findings: Findings, file: string, column: string, cell: string): string => {
  const correct = meant[column]?.[cell]
  if (correct === undefined) return cell
  findings.note(file, `${column} "${cell}"`, `read as "${correct}"`)
  return correct
}

/** An opaque code for somebody of the company: the same name always gives the same one. */
export const agentCode = (name: string): string =>
  `agent-${createHash('sha256').update(name.trim()).digest('hex').slice(0, 10)}`
