import type { RegionState } from './state.ts'

export type RegionStage = 'unopened' | 'open'

export const stageOf = ({ opened }: RegionState): RegionStage => (opened === null ? 'unopened' : 'open')

export const open = ['open'] as const satisfies ReadonlyArray<RegionStage>
