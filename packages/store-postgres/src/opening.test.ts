import { randomUUID } from 'node:crypto'
import { right } from 'fp-ts/lib/Either.js'
import { none, some } from 'fp-ts/lib/Option.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSchema, aStream, idsOf, opened, openFault, someEvents, sql, wholeLog } from '../test/harness.ts'
import { type PostgresServer, startPostgres } from '../test/server.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres({ settings: ['password_encryption=scram-sha-256'] })
  await sql(server, `CREATE ROLE li LOGIN PASSWORD 'right-one'; CREATE ROLE guest LOGIN`)
})
afterAll(() => server.stop())

describe('opening a PostgreSQL store', () => {
  test('makes the tables, and keeps the log’s identity over every opening', async () => {
    const schema = aSchema()
    const first = await opened(server.url(), { schema, newId: () => 'first' })
    const second = await opened(server.url(), { schema, newId: () => 'second' })
    expect([first.id, second.id]).toEqual(['first', 'first'])
    await first.close()
    await second.close()
  })

  test('may be done by many at once in a database where there is nothing yet', async () => {
    const schema = aSchema()
    const stores = await Promise.all(Array.from({ length: 6 }, () => opened(server.url(), { schema })))
    expect(new Set(stores.map(({ id }) => id)).size).toBe(1)
    await Promise.all(stores.map((store) => store.close()))
  })

  test('two schemas of one database are two logs', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => opened(server.url(), { schema: aSchema() })))
    await one?.append(aStream(), 'noStream', someEvents(2))()
    expect(other && (await wholeLog(other))).toEqual([])
    await one?.close()
    await other?.close()
  })

  test('makes nothing where it was asked only to look', async () => {
    const schema = aSchema()
    expect(await openFault(server.url(), { schema, create: false })).toMatchObject({ _tag: 'NotAStore' })
    const { rows } = await sql(server, `SELECT 1 FROM pg_namespace WHERE nspname = '${schema}'`)
    expect(rows).toEqual([])
  })

  test('leaves the tables of another program alone', async () => {
    const schema = aSchema()
    await sql(server, `CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.events (theirs int)`)
    expect(await openFault(server.url(), { schema })).toMatchObject({ _tag: 'NotAStore' })
  })

  test('leaves alone what a newer Kehu wrote', async () => {
    const schema = aSchema()
    await (await opened(server.url(), { schema })).close()
    await sql(server, `UPDATE ${schema}.kehu_meta SET value = '99' WHERE key = 'schema_version'`)
    expect(await openFault(server.url(), { schema })).toMatchObject({ _tag: 'NewerSchema' })
  })

  test.each([
    ['a name that would need quoting', { schema: 'Kehu; DROP TABLE x' }, 'is no name for a schema'],
    ['an empty name', { schema: '' }, 'is no name for a schema'],
  ])('refuses %s', async (_, options, says) => {
    expect((await openFault(server.url(), options)).message).toContain(says)
  })

  const at = (rest: string) => rest.replace('PORT', String(server.port))
  test.each([
    ['a database that is not there', 'postgres://postgres@127.0.0.1:PORT/nowhere', 'create the database'],
    [
      'a user that is not there',
      'postgres://nobody-known:secret-1@127.0.0.1:PORT/postgres',
      'check the name',
    ],
    ['a host that is not there', 'postgres://u:secret-1@no-such-host.invalid/d', 'no such host'],
    ['a port where nobody listens', 'postgres://u:secret-1@127.0.0.1:1/d', 'see that the server runs'],
    [
      'TLS where the server has none',
      'postgres://postgres@127.0.0.1:PORT/postgres?sslmode=require',
      'does not offer TLS',
    ],
    [
      'a checked certificate where the server has none',
      'postgres://postgres@127.0.0.1:PORT/postgres?sslmode=verify-full',
      'does not offer TLS',
    ],
    ['what is no connection string', 'postgres://u:secret-1@[::1/d', 'cannot be read'],
  ])('says what to do about %s, and never the password', async (_, url, says) => {
    const fault = await openFault(at(url))
    expect(fault._tag).toBe('Unreachable')
    expect(fault.message).toContain(says)
    expect(fault.message).not.toContain('secret-1')
  })

  test('says what to do about a wrong password, a missing one and a missing right', async () => {
    const hba = await sql(server, 'SHOW hba_file')
    const file = String(hba.rows[0]?.hba_file)
    await sql(
      server,
      `COPY (SELECT 'host all li 127.0.0.1/32 scram-sha-256' UNION ALL SELECT 'host all all 127.0.0.1/32 trust') TO '${file}'; SELECT pg_reload_conf()`,
    ).catch(async () => {
      // One statement at a time where the server insists.
      await sql(
        server,
        `COPY (SELECT unnest(ARRAY['host all li 127.0.0.1/32 scram-sha-256', 'host all all 127.0.0.1/32 trust'])) TO '${file}'`,
      )
      await sql(server, 'SELECT pg_reload_conf()')
    })
    const wrong = await openFault(at('postgres://li:wrong-one@127.0.0.1:PORT/postgres'))
    expect(wrong).toMatchObject({ _tag: 'Unreachable' })
    expect(wrong.message).toContain('check the name and the password')
    expect(wrong.message).not.toContain('wrong-one')
    const missing = await openFault(at('postgres://li@127.0.0.1:PORT/postgres'))
    expect(missing.message).toContain('password')
    const guest = await openFault(at('postgres://guest@127.0.0.1:PORT/postgres'), { schema: aSchema() })
    expect(guest.message).toContain('grant the right')
    const schema = aSchema()
    await sql(server, 'GRANT CREATE ON DATABASE postgres TO li')
    const li = await opened(at('postgres://li:right-one@127.0.0.1:PORT/postgres'), { schema })
    await li.close()
  })

  test('refuses a database that does not keep every text', async () => {
    await sql(server, `CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`)
    expect((await openFault(server.url('latin'))).message).toContain('encoding UTF8')
  })
})

describe('an opened PostgreSQL store', () => {
  test('takes recordedAt from the server, or from the clock it was given', async () => {
    const schema = aSchema()
    const store = await opened(server.url(), { schema })
    const given = await opened(server.url(), { schema, clock: () => 17 })
    await store.append(aStream(), 'noStream', someEvents(1))()
    await given.append(aStream(), 'noStream', someEvents(1))()
    const [server_, own] = (await wholeLog(given)).map(({ recordedAt }) => recordedAt)
    expect(Math.abs((server_ ?? 0) - Date.now())).toBeLessThan(60_000)
    expect(own).toBe(17)
    await store.close()
    await given.close()
  })

  test('keeps read models, each save replacing the last', async () => {
    const schema = aSchema()
    const store = await opened(server.url(), { schema })
    const saved = { version: 1, checkpoint: '{"position":"7"}', state: '{"客户":"\u{1f600}"}', digest: 'abc' }
    expect(await store.readModels.load('tiers')()).toEqual(right(none))
    expect(await store.readModels.save('tiers', { ...saved, version: 0 })()).toEqual(right(undefined))
    expect(await store.readModels.save('tiers', saved)()).toEqual(right(undefined))
    await store.close()
    expect(await store.readModels.load('tiers')()).toMatchObject({ left: { _tag: 'Closed' } })
    const again = await opened(server.url(), { schema })
    expect(await again.readModels.load('tiers')()).toEqual(right(some(saved)))
    await again.close()
  })

  test('waits for the disk although the database was told not to', async () => {
    await sql(server, `CREATE DATABASE hasty; ALTER DATABASE hasty SET synchronous_commit = off`).catch(
      async () => {
        await sql(server, 'CREATE DATABASE hasty')
        await sql(server, 'ALTER DATABASE hasty SET synchronous_commit = off')
      },
    )
    const store = await opened(server.url('hasty'))
    await store.append(aStream(), 'noStream', someEvents(1))()
    const { rows } = await sql(server, `SELECT current_setting('synchronous_commit') AS s`, 'hasty')
    expect(rows).toEqual([{ s: 'off' }])
    await sql(
      server,
      `CREATE FUNCTION kehu.told() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN NEW.actor := current_setting('synchronous_commit'); RETURN NEW; END $$`,
      'hasty',
    )
    await sql(
      server,
      'CREATE TRIGGER told BEFORE INSERT ON kehu.events FOR EACH ROW EXECUTE FUNCTION kehu.told()',
      'hasty',
    )
    await store.append(aStream(), 'noStream', someEvents(1))()
    expect((await wholeLog(store)).at(-1)?.metadata.actor).toBe('local')
    await store.close()
  })

  test('reads events that were restored from a cluster with higher transaction numbers, and writes behind them', async () => {
    const schema = aSchema()
    const store = await opened(server.url(), { schema, newId: () => 'old' })
    for (let n = 0; n < 3; n++) await store.append(aStream(), 'noStream', someEvents(2))()
    const before = idsOf(await wholeLog(store))
    await store.close()
    for (const offset of ['900000000', '1800000000']) {
      await sql(server, `UPDATE ${schema}.events SET tx = (tx::text::bigint + ${offset})::text::xid8`)
      const restored = await opened(server.url(), { schema, newId: randomUUID })
      expect(restored.id).not.toBe('old')
      expect(idsOf(await wholeLog(restored))).toEqual(before)
      const more = someEvents(1)
      await restored.append(aStream(), 'noStream', more)()
      before.push(...idsOf(more))
      expect(idsOf(await wholeLog(restored))).toEqual(before)
      await restored.close()
    }
  })
})
