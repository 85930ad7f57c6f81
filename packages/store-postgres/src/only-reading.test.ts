import { isLeft, right } from 'fp-ts/lib/Either.js'
import { none, some } from 'fp-ts/lib/Option.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aSchema, aStream, idsOf, opened, openFault, someEvents, sql, wholeLog } from '../test/harness.ts'
import { type PostgresServer, startPostgres } from '../test/server.ts'
import { migrations } from './migrations.ts'
import type { PostgresStore } from './postgres-store.ts'

let server: PostgresServer
let schema: string
let ids: ReadonlyArray<string>
const model = { version: 1, checkpoint: '', state: '{"a":1}', digest: 'd' }

beforeAll(async () => {
  server = await startPostgres()
  await sql(server, 'CREATE ROLE auditor LOGIN; CREATE ROLE clerk LOGIN')
  await sql(
    server,
    'CREATE ROLE closed LOGIN SUPERUSER; ALTER ROLE closed SET default_transaction_read_only = on',
  )
})
afterAll(() => server.stop())
beforeEach(async () => {
  schema = aSchema()
  const store = await opened(server.url(), { schema })
  for (let n = 0; n < 3; n++) await store.append(aStream(), 'noStream', someEvents(2))()
  await store.readModels.save('tiers', model)()
  ids = idsOf(await wholeLog(store))
  await store.close()
  await sql(
    server,
    `GRANT USAGE ON SCHEMA ${schema} TO auditor, clerk; GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO auditor, clerk;
     GRANT INSERT ON ${schema}.events TO clerk`,
  )
})

const as = (user: string) => server.url().replace('postgres@', `${user}@`)

/** Every question is answered, and nothing is written. */
const expectAnswered = async (store: PostgresStore, expected: ReadonlyArray<string>) => {
  expect(store.readOnly).toBe(true)
  expect(idsOf(await wholeLog(store))).toEqual(expected)
  const followed: string[] = []
  for await (const page of store.subscribe({ signal: new AbortController().signal, pageSize: 4 })) {
    if (isLeft(page)) throw new Error(page.left.message)
    followed.push(...idsOf(page.right.events))
    if (page.right.caughtUp) break
  }
  expect(followed).toEqual(expected)
  const refused = { left: { _tag: 'ReadOnly', message: expect.stringContaining('nothing') } }
  const append = () => store.append(aStream(), 'noStream', someEvents(1))()
  expect(await Promise.all([append(), append(), append()])).toMatchObject([refused, refused, refused])
  expect(await store.readModels.save('mine', model)()).toEqual(right(undefined))
  expect(await store.readModels.save('mine', model)()).toEqual(right(undefined))
  expect(await store.readModels.load('mine')()).toEqual(right(none))
  expect(await store.readModels.load('tiers')()).toEqual(right(some(model)))
  expect(idsOf(await wholeLog(store))).toEqual(expected)
}

describe('every question is answered', () => {
  test('to a role that may only SELECT', async () => {
    const store = await opened(as('auditor'), { schema })
    await expectAnswered(store, ids)
    await store.close()
  })

  test('to a role, or in a database, whose transactions are read only', async () => {
    const store = await opened(as('closed'), { schema })
    await expectAnswered(store, ids)
    await store.close()
  })

  test('to one who may write and asks only to read', async () => {
    const store = await opened(server.url(), { schema, readOnly: true })
    await expectAnswered(store, ids)
    await store.close()
    expect(await openFault(server.url(), { schema: aSchema(), readOnly: true })).toMatchObject({
      _tag: 'NotAStore',
    })
  })
})

test('a role that may add events and no more writes them, and read models are not saved', async () => {
  const store = await opened(as('clerk'), { schema })
  expect(store.readOnly).toBe(false)
  expect((await store.append(aStream(), 'noStream', someEvents(1))())._tag).toBe('Right')
  expect(await store.readModels.save('mine', model)()).toEqual(right(undefined))
  await store.close()
})

test('a role that may not even read is told so', async () => {
  await sql(server, `REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM auditor`)
  expect((await openFault(as('auditor'), { schema })).message).toContain('grant the right')
})

describe('a log of the first schema', () => {
  const old = { actor: 'u-1', correlationId: 'c', causationId: 'c', commandId: 'c' }
  const withDigest = () =>
    someEvents(1).map((event) => ({ ...event, metadata: { ...event.metadata, commandDigest: 'sha256:ab' } }))
  const metadataIn = async (store: PostgresStore) => (await wholeLog(store)).map(({ metadata }) => metadata)

  beforeEach(() =>
    // What the second step added is all that the first did not have.
    sql(
      server,
      `ALTER TABLE ${schema}.events DROP COLUMN command_digest;
       UPDATE ${schema}.kehu_meta SET value = '1' WHERE key = 'schema_version'`,
    ),
  )

  test('is brought up to date, by many at once, and then keeps the digest of a command', async () => {
    const stores = await Promise.all([1, 2, 3, 4].map(() => opened(server.url(), { schema })))
    const [store] = stores
    if (store === undefined) throw new Error('None was opened')
    await store.append(aStream(), 'noStream', withDigest())()
    await store.append(aStream(), 'noStream', someEvents(1))()
    // What was never given stays absent.
    expect(await metadataIn(store)).toStrictEqual([
      ...ids.map(() => old),
      { ...old, commandDigest: 'sha256:ab' },
      old,
    ])
    const { rows } = await sql(server, `SELECT value FROM ${schema}.kehu_meta WHERE key = 'schema_version'`)
    expect(rows).toEqual([{ value: '2' }])
    for (const each of stores) await each.close()
  })

  test('is read as it is by who may not, and with digests as soon as another has done it', async () => {
    const store = await opened(as('auditor'), { schema })
    await expectAnswered(store, ids)
    const asked = await opened(server.url(), { schema, readOnly: true })
    expect(idsOf(await wholeLog(asked))).toEqual(ids)
    // He may add events, but not without losing what they say.
    const clerk = await opened(as('clerk'), { schema })
    expect(await clerk.append(aStream(), 'noStream', withDigest())()).toMatchObject({
      left: { _tag: 'ReadOnly', message: expect.stringContaining('as the owner') },
    })
    const owner = await opened(server.url(), { schema })
    await owner.append(aStream(), 'noStream', withDigest())()
    for (const reader of [store, asked]) {
      expect((await metadataIn(reader)).at(-1)).toStrictEqual({ ...old, commandDigest: 'sha256:ab' })
    }
    for (const each of [store, asked, clerk, owner]) await each.close()
  })

  test('was made by the first step, which does not change', () => {
    const [first = ''] = migrations('"s"')
    expect(first).not.toContain('command_digest')
    expect(migrations('"s"')).toHaveLength(2)
  })
})

test('a log that lost its schema’s version or its identity is damaged', async () => {
  for (const key of ['store_id', 'schema_version']) {
    await sql(server, `DELETE FROM ${schema}.kehu_meta WHERE key = '${key}'`)
    expect(await openFault(server.url(), { schema })).toMatchObject({ _tag: 'Corrupt' })
  }
})

test('an error that nobody listed is a value with its code, and takes no other append with it', async () => {
  const store = await opened(server.url(), { schema })
  await sql(
    server,
    `CREATE FUNCTION ${schema}.no() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN IF NEW.type = 'Bad' THEN RAISE EXCEPTION 'no' USING ERRCODE = TG_ARGV[0]; END IF; RETURN NEW; END $$`,
  )
  for (const code of ['P0001', '58030', 'XX000', '23514', '22003', '0A000', '54000', 'ZZ999']) {
    await sql(
      server,
      `DROP TRIGGER IF EXISTS no_ ON ${schema}.events; CREATE TRIGGER no_ BEFORE INSERT ON ${schema}.events
       FOR EACH ROW EXECUTE FUNCTION ${schema}.no('${code}')`,
    )
    const bad = someEvents(1).map((event) => ({ ...event, type: 'Bad' }))
    expect(
      await Promise.all([
        store.append(aStream(), 'noStream', someEvents(1))(),
        store.append(aStream(), 'noStream', bad)(),
      ]),
    ).toMatchObject([{ right: { revision: 0 } }, { left: { _tag: 'StoreFailed', code } }])
  }
  await store.close()
})
