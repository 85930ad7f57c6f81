import type { Aggregate } from './aggregate/aggregate.ts'
import { complaint } from './complaint/complaint.ts'
import { customer } from './customer/customer.ts'
import { opportunity } from './opportunity/opportunity.ts'
import { region } from './region/region.ts'
import { regionSales } from './region/region-sales.ts'

/** Everything that decides and remembers, by the category of its streams. What may be said to Kehu, and what it says, follows from it. */
export const aggregates = { customer, complaint, opportunity, region, regionSales } as const
export type Aggregates = typeof aggregates

type RejectionIn<A> = A extends Aggregate<infer _, infer __, infer ___, infer ____, infer R> ? R : never

/** Why a command is refused by the rules. */
export type Refusal = RejectionIn<Aggregates[keyof Aggregates]>

/** The name of every command that may be sent. */
export type CommandName = {
  readonly [K in keyof Aggregates]: keyof Aggregates[K]['commands'] & string
}[keyof Aggregates]
