export { describeEventStore, eventStorePromises } from './conformance/describe-event-store.ts'
export {
  type Capability,
  claims,
  type EventStoreHarness,
  type EventStorePromise,
  type StoreUnderTest,
  type Trial,
  tryPromise,
} from './conformance/harness.ts'
export { type HistoryOptions, histories, type Step } from './conformance/histories.ts'
export { play } from './conformance/play.ts'
