import { describeEventStore } from '@kehu/event-store/conformance'
import { afterAll, beforeAll } from 'vitest'
import { postgresHarness } from '../test/harness.ts'
import { type PostgresServer, startPostgres } from '../test/server.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

describeEventStore(
  'the PostgreSQL store',
  postgresHarness(() => server),
)
