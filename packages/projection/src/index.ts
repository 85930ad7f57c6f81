export type { Projection } from './projection.ts'
