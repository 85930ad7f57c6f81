// Test kit of the domain: arbitraries, plausible histories, given/when/then, and the laws of an aggregate.
export { arbitraryCommandOf, arbitraryEventOf, arbitraryOf, isEventOf } from './testing/arbitrary-of.ts'
export { type Draw, drawFrom } from './testing/chance.ts'
export { type CompanyOptions, type CompanyRecord, companyHistory } from './testing/company-history.ts'
export { complaintStories } from './testing/complaint-history.ts'
export { customerStories } from './testing/customer-history.ts'
export {
  eventsOf,
  type HistoryOptions,
  historyOf,
  nonsense,
  type Storyteller,
  type Told,
} from './testing/history.ts'
export { aggregateLaws, type Lawful } from './testing/laws.ts'
export {
  calendarDate,
  consistentPolicy,
  type Leaves,
  make,
  standardLeaves,
  withLeaves,
} from './testing/leaves.ts'
export { opportunityStories } from './testing/opportunity-history.ts'
export { pooledLeaves } from './testing/pools.ts'
export { regionStories } from './testing/region-history.ts'
export { regionSalesStories } from './testing/region-sales-history.ts'
export { type EventInputOf, eventFrom, specification } from './testing/specification.ts'
export { contextOn, governedBy, openRegions, someStaff } from './testing/world.ts'
