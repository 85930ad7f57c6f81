export {
  type EventStoreDbStoreOptions,
  type HostClient,
  openEventStoreDbStore,
} from './eventstoredb-store.ts'
