import type { OpportunityStage } from './vocabulary.ts'

// Groups of stages, as the rules speak of them.

type Stages = ReadonlyArray<OpportunityStage>

/** There is a need, and no agreement yet. */
export const solvable = ['qualified', 'solution', 'negotiation'] as const satisfies Stages
/** There is a solution to talk about. */
export const offered = ['solution', 'negotiation'] as const satisfies Stages
export const unagreed = ['identified', ...solvable] as const satisfies Stages
/** It may still be won or lost. */
export const open = [...unagreed, 'agreed'] as const satisfies Stages
/** A plan lives on until what was promised is delivered. */
export const alive = [...open, 'signed'] as const satisfies Stages
export const sold = ['signed', 'delivered', 'won'] as const satisfies Stages
/** Also what was heard of before: importing it again is no mistake. */
export const any = ['unheard', ...open, ...sold, 'lost', 'abandoned'] as const
