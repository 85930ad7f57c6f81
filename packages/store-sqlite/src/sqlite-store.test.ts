import { describeEventStore } from '@kehu/event-store/conformance'
import { sqliteHarness } from '../test/harness.ts'

describeEventStore('the SQLite store', sqliteHarness())
