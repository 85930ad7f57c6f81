export {
  type EventStoreDbStoreOptions,
  openEventStoreDbStore,
} from './eventstoredb-store.ts'
