import { Readable, Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importBook } from '../testing/order-book.ts'
import { json, jsonLines, openWorkplace, type Workplace } from '../testing/test-io.ts'

let place: Workplace
beforeEach(async () => {
  place = await openWorkplace()
})
afterEach(() => place.leave())

describe('kehu record', () => {
  const example = async () => (await place.kehu(['record', '--example'])).out

  test('records a file, refuses single lines, and repeats nothing when the file is recorded again', async () => {
    const lines = `${await example()}\n{"type":"RecordContact"}\nnonsense\n{"type":"Deactivate"}\n`
    await place.file('story.jsonl', lines)
    const first = await place.kehu(['record', 'story.jsonl'])
    expect(first.exitCode).toBe(3)
    const outcomes = jsonLines(first)
    expect(outcomes).toHaveLength(8)
    expect(outcomes[0]).toMatchObject({
      line: 1,
      ok: true,
      stream: 'region-East',
      revision: 0,
      events: [{ type: 'RegionOpened' }],
      repeated: false,
    })
    expect(outcomes[5]).toMatchObject({
      line: 7,
      ok: false,
      error: 'Invalid',
      message: expect.stringContaining('customer'),
    })
    expect(outcomes[6]).toMatchObject({ line: 8, ok: false, error: 'Invalid' })

    // Recorded again, with other spacing and other order of the keys, and one line more.
    const again = lines.replace(
      '{"type":"OpenRegion","occurredOn":"2026-01-01",',
      '{ "occurredOn": "2026-01-01", "type": "OpenRegion", ',
    )
    await place.file(
      'story.jsonl',
      `${again}{"type":"RecordSatisfaction","occurredOn":"2026-02-01","customer":"C-1001","answer":{"csat":4}}\n`,
    )
    const second = jsonLines(await place.kehu(['record', 'story.jsonl']))
    expect(second.slice(0, 5)).toMatchObject(Array.from({ length: 5 }, () => ({ ok: true, repeated: true })))
    expect(second[8]).toMatchObject({ ok: true, repeated: false })
    expect(jsonLines(await place.kehu(['events']))).toHaveLength(6)
  })

  test('the same command twice in a file is meant twice; a commandId says it is one', async () => {
    await place.file('first.jsonl', await example())
    await place.kehu(['record', 'first.jsonl'])
    const asked =
      '"type":"RecordSatisfaction","occurredOn":"2026-02-01","customer":"C-1001","answer":{"csat":3}'
    const input = `{${asked}}\n{${asked}}\n{${asked},"commandId":"x"}\n{${asked},"commandId":"x"}\n`
    const said = await place.kehu(['record', '-'], { in: Readable.from([Buffer.from(input)]) })
    expect(jsonLines(said)).toMatchObject([
      { repeated: false },
      { repeated: false },
      { repeated: false },
      { repeated: true },
    ])
  })

  test('an expected revision is held to', async () => {
    await place.file('first.jsonl', await example())
    await place.kehu(['record', 'first.jsonl'])
    const input =
      '{"type":"DeactivateCustomer","occurredOn":"2026-02-01","customer":"C-1001","reason":"closed","expectedRevision":0}\n'
    const said = await place.kehu(['record', '-'], { in: Readable.from([input]) })
    expect(said.exitCode).toBe(3)
    expect(jsonLines(said)).toMatchObject([{ ok: false, error: 'Conflict' }])
  })

  test('Ctrl-C ends it even while it waits for the next line', async () => {
    const waiting = new Readable({ read: () => undefined })
    const abort = new AbortController()
    const said = place.kehu(['record', '-'], { in: waiting, signal: abort.signal })
    waiting.push(await example())
    setTimeout(() => abort.abort('interrupted'), 200)
    expect(await said).toMatchObject({ exitCode: 130, err: expect.stringContaining('Interrupted') })
  })

  test('old facts need --historical', async () => {
    const open =
      '{"type":"OpenRegion","occurredOn":"2010-01-01","region":"E","name":"E","timeZone":"Asia/Shanghai","currency":"CNY"}\n'
    await place.file('old.jsonl', open)
    expect(await place.kehu(['record', 'old.jsonl', '--format', 'table'])).toMatchObject({
      exitCode: 3,
      out: expect.stringContaining('BackDatedTooFar'),
    })
    expect(await place.kehu(['record', 'old.jsonl', '--historical', '--format', 'table'])).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining('recorded'),
    })
  })
})

describe('kehu events', () => {
  test('exports everything but the position, in four forms', async () => {
    await importBook(place)
    const lines = jsonLines(await place.kehu(['events', '--actor', 'x']))
    expect(lines).toHaveLength(9)
    expect(Object.keys(Object(lines[0]))).toEqual([
      ...[
        'stream',
        'revision',
        'id',
        'type',
        'version',
        'occurredOn',
        'recordedAt',
        'actor',
        'correlationId',
        'causationId',
        'commandId',
        'data',
      ],
    ])
    expect(json(await place.kehu(['events', '--format', 'json']))).toEqual(lines)
    expect((await place.kehu(['events', '--format', 'csv'])).out.trim().split('\n')).toHaveLength(10)
    expect(
      (await place.kehu(['events', '--format', 'table', '--customer', 'C-1'])).out.trim().split('\n'),
    ).toHaveLength(4)
  })

  test('ends in quiet when nobody reads on', async () => {
    await importBook(place)
    const closed = new Writable()
    closed.destroy()
    expect(await place.kehu(['events'], { out: closed })).toMatchObject({ exitCode: 0, err: '' })
  })
})
