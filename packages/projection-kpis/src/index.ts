export { type KpiAnswer, type KpisQuery, kpis, type RegionKpis } from './kpis.ts'
export { type KpisEvent, kpisProjection } from './kpis-projection.ts'
export type { Secondary } from './secondary.ts'
export type { KpisState } from './state.ts'
