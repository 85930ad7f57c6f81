export { type DueItem, type DueQuery, type DueState, due } from './due.ts'
export { type ContactsDueEvent, ContactsDueState, contactsDueProjection } from './state.ts'
