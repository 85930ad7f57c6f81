import { describeEventStore } from '@kehu/event-store/conformance'
import { wireHarness } from '../test/harness.ts'

describeEventStore('the EventStoreDB store', wireHarness())
