export { byDue, type DueQuery, due } from './due.ts'
export type { DueItem, DueState } from './due-item.ts'
export { type ContactsDueEvent, ContactsDueState, contactsDueProjection } from './state.ts'
