import type { RegionId, UserId } from '@kehu/domain'

/** What is counted and added up of a region in a period, before anything is divided; amounts in minor units. */
export type Figures = {
  /** Customers who bought for the first time ever; credited to whoever sold it (A58). */
  newCustomers: number
  /** Net sales in the period, here, of customers new to the company in the period (A59). */
  newCustomerSales: bigint
  /** Customers who came back after the policy's months without a purchase anywhere (A58). */
  reactivated: number
  /** Registered here by the period's end and without a purchase until then (A60). */
  prospects: number
  /** Customers with at least one purchase in the period, in the one before, and in both. */
  customers: number
  customersBefore: number
  retained: number
  /** Customers with at least two purchases in the period. */
  repeating: number
  /** Purchases of known customers: documents, or days where there is none. */
  orders: number
  /** CSAT answers by score. */
  readonly csat: Map<number, number>
  readonly nps: Map<number, number>
  /** Complaint follow-ups at which the customer said to be satisfied (1) or not (0). */
  readonly followUps: Map<number, number>
  complaintsReceived: number
  complaintsValid: number
  sales: bigint
  unattributed: bigint
  salesYearEarlier: bigint
  volume: bigint
  costedLines: number
  costedSales: bigint
  costedVolume: bigint
  cost: bigint
}

export const noFigures = (): Figures => ({
  newCustomers: 0,
  newCustomerSales: 0n,
  reactivated: 0,
  prospects: 0,
  customers: 0,
  customersBefore: 0,
  retained: 0,
  repeating: 0,
  orders: 0,
  csat: new Map(),
  nps: new Map(),
  followUps: new Map(),
  complaintsReceived: 0,
  complaintsValid: 0,
  sales: 0n,
  unattributed: 0n,
  salesYearEarlier: 0n,
  volume: 0n,
  costedLines: 0,
  costedSales: 0n,
  costedVolume: 0n,
  cost: 0n,
})

/** Whether a fact is credited to whoever is asked for. */
export type Asked = (credited: { readonly owner: UserId | null }) => boolean
/** The figures of a region, to be added to. */
export type FiguresOf = (region: RegionId) => Figures
