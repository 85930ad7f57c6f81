// To be replaced by the explicit list of exports.
import type { CustomerEvent } from '@kehu/domain'
import type { Projection } from '@kehu/projection'
import * as t from 'io-ts'
export type RegionKpis = { readonly region: string }
export const kpisProjection: Projection<null, CustomerEvent> = { name: 'kpis', version: 1, types: [], empty: () => null, evolve: (s) => s, codec: t.null }
export const kpis = (_state: null, _query: { period: string; region?: string; owner?: string }): ReadonlyArray<RegionKpis> => []
