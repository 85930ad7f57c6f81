import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  answered,
  appoint,
  as,
  complain,
  openRegion,
  purchase,
  register,
  sender,
  sendRaw,
  startOn,
} from './service.fixture.ts'

let directory: string
let running: Awaited<ReturnType<typeof startOn>>
const file = () => join(directory, 'kehu.db')

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kehu-http-'))
  running = await startOn(file())
  await send(openRegion)
  await send(register)
})
afterEach(async () => {
  await running.stop()
  await rm(directory, { recursive: true })
})
const restart = async (options: Parameters<typeof startOn>[1] = {}) => {
  await running.stop()
  running = await startOn(file(), options)
}

const send = sender(() => running.url)
const ask = async (path: string, headers: Record<string, string> = as('li.na')) =>
  answered(await fetch(`${running.url}${path}`, { headers }))
const total = async () => {
  const { body } = await ask('/tiers')
  return Reflect.get(Object(body[0]), 'total')
}
const statuses = (sent: ReadonlyArray<{ readonly status: number }>) => sent.map(({ status }) => status)

describe('who sends', () => {
  test.each<readonly [string, Record<string, string>]>([
    ['no token', { authorization: '' }],
    ['a wrong token', { authorization: 'Bearer kehu_wrong' }],
    ['a hash from the file', { authorization: `Bearer ${'0'.repeat(64)}` }],
    ['another scheme', { authorization: 'Basic bGkubmE6eA==' }],
    ['a token and something after it', { authorization: `${as('li.na').authorization} x` }],
    ['two tokens', { authorization: `${as('eve').authorization}, ${as('li.na').authorization}` }],
    ['a name in another header', { authorization: '', 'x-actor': 'li.na', 'x-forwarded-user': 'li.na' }],
  ])('is not known by %s, and hears no more than that', async (_, headers) => {
    const refused = await send(purchase(1), headers)
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toBe('Bearer')
    expect(refused.body).toEqual((await send(purchase(1), { authorization: 'Bearer other' })).body)
    expect(
      statuses(
        await Promise.all(
          ['/tiers', '/due', '/kpis/2026-Q1', '/history/C1', '/no'].map((path) => ask(path, headers)),
        ),
      ),
    ).toEqual([401, 401, 401, 401, 401])
    expect(await total()).toBe('0')
  })

  test('is the actor of the token, whatever another header or the command says', async () => {
    await send(purchase(1), { ...as('wang'), 'x-actor': 'li.na', actor: 'li.na' })
    expect((await send({ ...purchase(2), actor: 'li.na', asOperator: true, historical: true })).status).toBe(
      400,
    )
    const recorded = await ask('/history/C1')
    expect(Object.values(recorded.body)).toMatchObject([
      { metadata: { actor: 'li.na' } },
      { metadata: { actor: 'wang' } },
    ])
  })

  test('may do what their roles let them, and no other’s', async () => {
    await send(appoint('li.na', 'manager'))
    const refused = await send(purchase(1), as('eve'))
    expect(refused).toMatchObject({ status: 403, body: { _tag: 'NotPermitted', actor: 'eve' } })
    expect((await send(purchase(1))).status).toBe(200)
  })

  test('sees of a customer what they may see', async () => {
    await send(appoint('li.na', 'manager'))
    expect((await send(complain)).status).toBe(200)
    const [mine, hers] = [await ask('/history/C1'), await ask('/history/C1', as('eve'))]
    expect(JSON.stringify(mine.body)).toContain('it leaks')
    expect(JSON.stringify(hers.body)).toContain('ComplaintReceived')
    expect(JSON.stringify(hers.body)).not.toContain('it leaks')
  })

  test('learns from no precondition at which revision another’s customer is', async () => {
    await send(appoint('li.na', 'manager'))
    const tries = ['"0"', '"1"', '*', 'W/"0"']
    const sent = await Promise.all(tries.map((tag) => send(purchase(1), { ...as('eve'), 'if-match': tag })))
    expect(statuses(sent)).toEqual([403, 403, 403, 403])
    expect((await send(purchase(1), { ...as('eve'), 'if-none-match': '*' })).status).toBe(403)
  })
})

describe('a command under a precondition', () => {
  test('is executed once of two that have seen the same; the other is told, and nothing is written', async () => {
    const seen = (await send(purchase(1))).headers.get('etag') ?? ''
    expect(seen).toBe('"1"')
    const both = await Promise.all([2, 3].map((n) => send(purchase(n), { 'if-match': seen })))
    expect(statuses(both).toSorted()).toEqual([200, 412])
    expect(await total()).toBe('2000')
  })

  test.each([
    ['the revision that there is', '"0"', 200],
    ['a list with it', '"7", ,"0","1"', 200],
    ['whatever exists', '*', 200],
    ['an older or later one', '"1"', 412],
    ['a weak tag, which never matches', 'W/"0"', 412],
    ['a tag that is no revision', '"00"', 412],
    ['another one with a comma in it', '"0,1"', 412],
    ['a number without quotes', '0', 400],
    ['a list with one', '"0", 1', 400],
    ['nothing', '', 400],
    ['a star among others', '*, "0"', 400],
    ['half a tag', '"0', 400],
    ['a weak tag in small letters', 'w/"0"', 400],
  ])('If-Match with %s (%s) is %i', async (_, tag, status) => {
    expect((await send(purchase(1), { 'if-match': tag })).status).toBe(status)
    expect(await total()).toBe(status === 200 ? '1000' : '0')
  })

  test.each([
    ['nothing there', register, '*', 412],
    ['nothing there, and so it is', { ...register, customer: 'C2' }, '*', 200],
    ['another revision', purchase(1), '"5", W/"6"', 200],
    ['another revision than the one that there is, weakly compared', purchase(1), 'W/"0"', 412],
    ['a number without quotes', purchase(1), '5', 400],
  ])('If-None-Match, to expect %s, is answered by RFC 9110', async (_, command, tag, status) => {
    expect((await send(command, { 'if-none-match': tag })).status).toBe(status)
  })

  test('fails for what does not exist, whatever revision it names', async () => {
    const none = { ...purchase(1), customer: 'nobody' }
    const sent = ['*', '"0"', '"-1"', '"NaN"'].map((tag) => send(none, { 'if-match': tag }))
    expect(statuses(await Promise.all(sent))).toEqual([412, 412, 412, 412])
    const both = await send(purchase(1), { 'if-match': '"0"', 'if-none-match': '*' })
    expect(both.status).toBe(412)
  })

  test('is asked for where the service requires it', async () => {
    await restart({ requireIfMatch: true })
    expect(await send(purchase(1), { 'idempotency-key': 'k' })).toMatchObject({
      status: 428,
      body: { _tag: 'PreconditionRequired' },
    })
    expect((await send(purchase(1), { 'if-match': '"0"' })).status).toBe(200)
    expect((await send({ ...register, customer: 'C2' }, { 'if-none-match': '*' })).status).toBe(200)
  })
})

describe('a repeated request', () => {
  const key = { 'idempotency-key': '0190a3b0-7b1e-7000-8000-000000000001' }

  test('is answered as the first, also after a restart, and under the precondition that held then', async () => {
    const first = await send(purchase(1), { ...key, 'if-match': '"0"' })
    expect(first.status).toBe(200)
    await restart()
    const again = await send(purchase(1), { ...key, 'if-match': '"0"' })
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([200, first.body, '"1"'])
    expect(await total()).toBe('1000')
  })

  test('twenty times at once is recorded once', async () => {
    const sent = await Promise.all(Array.from({ length: 20 }, () => send(purchase(1), key)))
    expect(sent.map(({ status, body }) => [status, body])).toEqual(
      Array.from({ length: 20 }, () => [200, sent[0]?.body]),
    )
    expect(await total()).toBe('1000')
  })

  test.each<readonly [string, unknown, Record<string, string>]>([
    ['other content', { ...purchase(1), netAmount: 9 }, {}],
    ['another type', { ...register, customer: 'C1' }, {}],
    ['another stream', { ...register, customer: 'C2' }, {}],
    ['another actor', purchase(1), as('wang')],
  ])('with %s is none: it is refused, and nothing is shown of the first', async (_, command, headers) => {
    await send(purchase(1), key)
    const refused = await send(command, { ...key, ...headers })
    expect(refused).toMatchObject({ status: 422, body: { _tag: 'CommandIdReused' } })
    expect(refused.headers.get('etag')).toBeNull()
    expect(Object.keys(refused.body).toSorted()).toEqual(['_tag', 'commandId', 'message'])
    expect(await total()).toBe('1000')
  })

  test('is none where the key is empty: a second purchase is a second one', async () => {
    for (const empty of ['', '""', '  ']) {
      const repeat = await Promise.all([1, 2].map(() => send(purchase(1), { 'idempotency-key': empty })))
      expect(statuses(repeat)).toContain(422)
    }
    expect(await total()).toBe('1000')
  })

  test('may have its key in quotes', async () => {
    await send(purchase(1), { 'idempotency-key': 'k' })
    expect((await send(purchase(1), { 'idempotency-key': '"k"' })).status).toBe(200)
  })

  test.each([
    ['two keys', 'a, b'],
    ['two keys without a blank', 'a,b'],
    ['256 characters', 'k'.repeat(256)],
    ['a blank', 'a b'],
    ['an umlaut', '\u00e4'],
    ['half a quote', '"a'],
  ])('with %s is malformed', async (_, value) => {
    const { status, body } = await send(purchase(1), { 'idempotency-key': value })
    expect([status, body._tag]).toEqual([400, 'BadRequest'])
    expect(await total()).toBe('0')
  })

  test('may have a key of 255 characters', async () => {
    expect((await send(purchase(1), { 'idempotency-key': 'k'.repeat(255) })).status).toBe(200)
  })
})

describe('a body', () => {
  const mebibyte = 1_048_576

  test.each<readonly [string, string, Record<string, string>, number]>([
    ['that is no JSON', '{"type":', {}, 400],
    ['that is empty', '', {}, 400],
    ['that is no command', '"RecordPurchase"', {}, 400],
    ['with an unknown field', JSON.stringify({ ...purchase(1), custmer: 'C1' }), {}, 400],
    ['with __proto__ in it', '{"__proto__":{"type":"OpenRegion"}}', {}, 400],
    ['nested a hundred thousand deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, {}, 400],
    [
      'nested deep in a field',
      `{"type":"RecordPurchase","customer":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      {},
      400,
    ],
    ['of plain text', JSON.stringify(purchase(1)), { 'content-type': 'text/plain' }, 415],
    ['of a form', 'type=OpenRegion', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    [
      'in another charset',
      JSON.stringify(purchase(1)),
      { 'content-type': 'application/json; charset=gbk' },
      415,
    ],
    ['that is compressed', JSON.stringify(purchase(1)), { 'content-encoding': 'gzip' }, 415],
    ['of more than 1 MiB', `"${'x'.repeat(mebibyte)}"`, {}, 413],
    [
      'of the right type, with its charset',
      JSON.stringify(purchase(1)),
      { 'content-type': 'application/json; charset=UTF-8' },
      200,
    ],
  ])('%s is answered by its status', async (_, body, headers, status) => {
    const sent = await send(body, headers)
    expect(sent.status).toBe(status)
    expect(await total()).toBe(status === 200 ? '1000' : '0')
  })

  test('that is not UTF-8 is refused, and not mended', async () => {
    const latin1 = Buffer.from(
      JSON.stringify({ ...register, customer: 'C2', profile: { name: 'M\u00fcller' } }),
      'latin1',
    )
    const response = await fetch(`${running.url}/commands`, {
      method: 'POST',
      body: latin1,
      headers: { 'content-type': 'application/json', ...as('li.na') },
    })
    expect(await answered(response)).toMatchObject({ status: 400, body: { _tag: 'BadRequest' } })
  })

  test('in chunks without an end is cut off at the limit, and the line with it', async () => {
    let chunks = 0
    const endless = new ReadableStream({
      pull: (controller) => {
        chunks += 1
        controller.enqueue(new Uint8Array(65_536).fill(0x20))
      },
    })
    const outcome = await fetch(`${running.url}/commands`, {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { 'content-type': 'application/json', ...as('li.na') },
    }).then(
      ({ status }) => status,
      () => 'hung up',
    )
    expect([413, 'hung up']).toContain(outcome)
    expect((await ask('/healthz')).status).toBe(200)
    expect(chunks).toBeLessThan(10_000)
  })

  test('of whoever is not known is not even read', async () => {
    const body = `"${'x'.repeat(mebibyte)}"`
    expect((await send(body, { authorization: '' })).status).toBe(401)
  })
})

describe('a request that two readers could read in two ways', () => {
  const inner = JSON.stringify(purchase(1))
  const smuggled = `POST /commands HTTP/1.1\r\nHost: x\r\nAuthorization: ${as('li.na').authorization}\r\nContent-Type: application/json\r\nContent-Length: ${inner.length}\r\nConnection: close\r\n\r\n${inner}`
  const head = (lines: string) =>
    `POST /commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${lines}\r\n\r\n`

  test.each([
    ['a length and chunks', `${head('Content-Length: 5\r\nTransfer-Encoding: chunked')}0\r\n\r\n${smuggled}`],
    ['two lengths', head('Content-Length: 0\r\nContent-Length: 5') + smuggled],
    ['chunks that may be none', `${head('Transfer-Encoding: xchunked')}0\r\n\r\n${smuggled}`],
    ['a blank before the colon', head('Content-Length : 0') + smuggled],
    ['a header that goes on in the next line', head('X-A: b\r\n Content-Length: 0') + smuggled],
    ['a line without a carriage return', head('X-A: b\nContent-Length: 0') + smuggled],
  ])('(%s) is answered with 400, and nothing in it is executed', async (_, text) => {
    const answer = await sendRaw(running.port, text)
    expect(answer).toMatch(/^HTTP\/1.1 400 /)
    expect(answer.match(/^HTTP/gm)).toHaveLength(1)
    expect(await total()).toBe('0')
  })

  test.each([
    ['Authorization', `${as('eve').authorization}\r\nAuthorization: ${as('li.na').authorization}`, 401],
    ['Idempotency-Key', `k\r\nIdempotency-Key: l\r\nAuthorization: ${as('li.na').authorization}`, 400],
    ['If-Match', `"9"\r\nIf-Match: 0\r\nAuthorization: ${as('li.na').authorization}`, 400],
    ['If-Match', `"9"\r\nIf-Match: "0"\r\nAuthorization: ${as('li.na').authorization}`, 200],
    ['Content-Type', `text/plain\r\nAuthorization: ${as('li.na').authorization}`, 415],
  ])('(%s twice) is read as both', async (name, value, status) => {
    const answer = await sendRaw(
      running.port,
      head(`${name}: ${value}\r\nConnection: close\r\nContent-Length: ${inner.length}`) + inner,
    )
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })
})

describe('many at once', () => {
  test('are all recorded, and the tier follows from all of them', async () => {
    const sent = await Promise.all(Array.from({ length: 50 }, (_, n) => send(purchase(n))))
    expect(new Set(statuses(sent))).toEqual(new Set([200]))
    const { body } = await ask('/tiers')
    expect(body[0]).toMatchObject({
      total: '50000',
      customers: [{ customer: 'C1', tier: 'A', purchases: '50000' }],
    })
  })

  test('that only ask for something to exist are, too', async () => {
    const sent = await Promise.all(
      Array.from({ length: 50 }, (_, n) => send(purchase(n), { 'if-match': '*' })),
    )
    expect(new Set(statuses(sent))).toEqual(new Set([200]))
  })
})

test('a refused command says the fact and what to do', async () => {
  const { status, body } = await send({ ...register, customer: 'C2', region: 'west' })
  expect([status, body]).toMatchObject([
    422,
    { _tag: 'RegionNotOpen', message: expect.stringContaining('OpenRegion') },
  ])
})

test('whoever watches the service hears that it answers, and nothing else', async () => {
  const { status, body } = await ask('/healthz', {})
  expect([status, body]).toEqual([200, { ok: true }])
  expect((await ask('/nowhere')).status).toBe(404)
  expect((await ask('/tiers?asOf=tomorrow')).status).toBe(400)
  expect((await ask('/history/%ff')).status).toBeLessThan(500)
})
