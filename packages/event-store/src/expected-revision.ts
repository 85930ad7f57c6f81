/**
 * What the writer believes of the stream: it does not exist, it exists, its last event has this revision, or nothing.
 * `any` promises nothing about retries.
 */
export type ExpectedRevision = 'any' | 'noStream' | 'exists' | number
