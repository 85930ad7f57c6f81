import type { ComplaintStage } from './state.ts'

// Groups of stages, as the rules speak of them.

type Stages = ReadonlyArray<ComplaintStage>

/** Somebody works on it. */
export const underway = [
  'acknowledged',
  'assessed',
  'reopened',
  'investigating',
  'causeDetermined',
  'proposed',
] as const satisfies Stages
/** The customer was not told a decision yet. */
export const unanswered = ['received', ...underway] as const satisfies Stages
/** How grave it is was said, and nobody looks for its cause. */
export const uninvestigated = ['assessed', 'reopened'] as const satisfies Stages
/** Its cause is looked for or known. */
export const investigated = ['investigating', 'causeDetermined', 'proposed'] as const satisfies Stages
/** Its cause is known. */
export const explained = ['causeDetermined', 'proposed'] as const satisfies Stages
/** Nobody works on it any more. */
export const over = ['resolved', 'confirmed', 'closed', 'rejected', 'withdrawn'] as const satisfies Stages
/** What may still repeat another one: whatever is, or was, taken up. */
export const takenUp = [...unanswered, 'resolved', 'confirmed', 'closed'] as const satisfies Stages
export const unmerged = [...unanswered, ...over] as const satisfies Stages
