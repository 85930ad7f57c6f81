import fc from 'fast-check'
import { expect } from 'vitest'
import { appendBytesMax, type EventMetadata, type EventToAppend } from '../stored-event.ts'
import { anEvent, append, aStream, asGiven, events, fault, wholeLog, wholeStream } from './given.ts'
import type { EventStorePromise } from './harness.ts'

/** What is stored is what was given, to the byte; and what cannot be kept so is refused. */
export const keeping: ReadonlyArray<EventStorePromise> = [
  {
    name: 'data comes back byte for byte: any script, escapes, key order, spaces, numbers no float can hold',
    keep: async ({ store }) => {
      const stream = aStream()
      const given = [
        '{"z":1,"a":{"y":2,"b":3},"10":0,"9":0}',
        '{"same":1,"same":2}',
        ' {\n\t"spaced" :  [ 1 , 2 ]\r\n} ',
        '{"amount":123456789012345678901234567890.000000000000000000001,"e":1E+400,"minus":-0.0}',
        '{"nul":"\\u0000","escaped":"\\u00e9\\/\\ud83d\\ude00","plain":"é/😀"}',
        '"Jos\u0065\u0301 and José are two texts"',
        '{"客户":"华北","emoji":"👩‍👩‍👧","rtl":"\u202eשלום","line":"\u2028"}',
        '"a literal \\\\ud800 is no surrogate"',
        'null',
        '""',
        '[]',
      ].map((data) => anEvent({ data }))
      await append(store, stream, 'noStream', given)
      expect((await wholeStream(store, stream)).map(asGiven)).toEqual(given)
      expect((await wholeLog(store)).map(asGiven)).toEqual(given)
    },
  },
  {
    name: 'any JSON and any metadata come back as they were given: texts as they were, what was absent absent',
    keep: async ({ store }) => {
      const text = fc.string({ unit: 'binary' }).map((any) => any.replaceAll('\u0000', ''))
      const fields = fc.record({
        data: fc.json({ stringUnit: 'binary' }),
        type: text,
        actor: text,
        commandId: text,
        // What was not given stays absent: a copy must not know more than its origin.
        digest: fc.oneof(fc.constant({}), fc.record({ commandDigest: text })),
      })
      const batch = fc.array(fields, { minLength: 1, maxLength: 20 })
      await fc.assert(
        fc.asyncProperty(batch, async (all) => {
          const stream = aStream()
          const given = all.map(({ data, type, actor, commandId, digest }) => {
            const event = anEvent({ data, type: `T${type}` })
            return { ...event, metadata: { ...event.metadata, actor, commandId, ...digest } }
          })
          await append(store, stream, 'noStream', given)
          expect((await wholeStream(store, stream)).map(asGiven)).toStrictEqual(given)
        }),
        { numRuns: 50 },
      )
    },
  },
  {
    name: 'dates from 0001-01-01 to 9999-12-31 and every safe version are kept',
    keep: async ({ store }) => {
      const given = [
        anEvent({ occurredOn: '0001-01-01', version: 1 }),
        anEvent({ occurredOn: '2000-02-29', version: 2 }),
        anEvent({ occurredOn: '9999-12-31', version: Number.MAX_SAFE_INTEGER }),
      ]
      await append(store, aStream(), 'noStream', given)
      expect((await wholeLog(store)).map(asGiven)).toEqual(given)
    },
  },
  {
    name: 'recordedAt is the time of the append, in whole milliseconds',
    keep: async ({ store }) => {
      // Two seconds of tolerance: the clock may be another machine's.
      const from = Date.now() - 2_000
      await append(store, aStream(), 'noStream', events(2))
      const to = Date.now() + 2_000
      for (const { recordedAt } of await wholeLog(store)) {
        expect(Number.isSafeInteger(recordedAt)).toBe(true)
        expect(recordedAt).toBeGreaterThanOrEqual(from)
        expect(recordedAt).toBeLessThanOrEqual(to)
      }
    },
  },
  {
    name: 'an event copied from another log keeps the recordedAt it had there',
    keep: async ({ store }) => {
      const stream = aStream()
      const long = [anEvent({ recordedAt: 0 }), anEvent({ recordedAt: 1_709_164_800_123 }), anEvent()]
      const from = Date.now() - 2_000
      await append(store, stream, 'noStream', long)
      const kept = (await wholeStream(store, stream)).map(({ recordedAt }) => recordedAt)
      expect(kept.slice(0, 2)).toEqual([0, 1_709_164_800_123])
      expect(kept[2]).toBeGreaterThanOrEqual(from)
    },
  },
  {
    name: 'a stream name of 200 bytes is kept',
    keep: async ({ store }) => {
      const stream = aStream('customer', 'x'.repeat(200 - 'customer-'.length))
      await append(store, stream, 'noStream', events(1))
      expect((await wholeStream(store, stream)).map((event) => event.stream)).toEqual([stream])
    },
  },
  {
    name: 'an append of nearly 1 MiB is kept, in one event or in many',
    keep: async ({ store }) => {
      // Some stores count the names of their own fields: 64 KiB are left to them.
      const bytes = appendBytesMax - 65_536
      const one = [anEvent({ data: jsonOfBytes(bytes) })]
      const many = events(64, { data: jsonOfBytes(bytes / 64 - 512) })
      for (const given of [one, many]) {
        const stream = aStream()
        await append(store, stream, 'noStream', given)
        expect((await wholeStream(store, stream)).map(asGiven)).toEqual(given)
      }
    },
  },
  {
    name: 'an append of more than 1 MiB is TooLarge, in one event or in many, and leaves nothing',
    keep: async ({ store }) => {
      const stream = aStream()
      await append(store, stream, 'noStream', events(1))
      const tooLarge = [
        [anEvent({ data: jsonOfBytes(appendBytesMax) })],
        [anEvent({ data: JSON.stringify('客'.repeat(appendBytesMax / 3)) })],
        [anEvent(), ...events(64, { data: jsonOfBytes(appendBytesMax / 64) })],
        [{ ...anEvent(), metadata: { ...anEvent().metadata, actor: 'x'.repeat(appendBytesMax) } }],
      ]
      for (const given of tooLarge) {
        const refused = await fault(store.append(stream, 0, given))
        expect(refused).toMatchObject({ _tag: 'TooLarge', bytesMax: appendBytesMax })
        expect('bytes' in refused && refused.bytes).toBeGreaterThan(appendBytesMax)
      }
      expect(await wholeLog(store)).toHaveLength(1)
    },
  },
  {
    name: 'an append of no events is an InvalidEvent',
    keep: async ({ store }) => {
      const stream = aStream()
      expect(await fault(store.append(stream, 'any', []))).toMatchObject({ _tag: 'InvalidEvent' })
      expect(await wholeStream(store, stream)).toEqual([])
    },
  },
  ...Object.entries(unkeepable()).map(
    ([what, bad]): EventStorePromise => ({
      name: `${what} is an InvalidEvent, and nothing is written`,
      keep: async ({ store }) => {
        const stream = aStream()
        for (const event of bad) {
          const refused = await fault(store.append(stream, 'any', [anEvent(), event]))
          expect(refused).toMatchObject({ _tag: 'InvalidEvent', id: event.id })
        }
        expect(await wholeLog(store)).toEqual([])
      },
    }),
  ),
]

function unkeepable(): Readonly<Record<string, ReadonlyArray<EventToAppend>>> {
  const changed = <K extends keyof EventToAppend>(field: K, values: ReadonlyArray<EventToAppend[K]>) =>
    values.map((value) => ({ ...anEvent(), [field]: value }))
  const metadata = (changes: ReadonlyArray<Partial<EventMetadata>>) =>
    changes.map((change) => ({ ...anEvent(), metadata: { ...anEvent().metadata, ...change } }))
  return {
    'an id that is no UUID, or one in capitals': changed('id', [
      '',
      '42',
      '00000000-0000-0000-0000-00000000000g',
      '{00000000-0000-4000-8000-000000000000}',
      'AAAAAAAA-AAAA-4AAA-8AAA-AAAAAAAAAAAA',
    ]),
    'data that is not JSON text': changed('data', [
      '',
      '{',
      'undefined',
      'NaN',
      '{"a":1,}',
      '1n',
      "{'a':1}",
      '"\u0000"',
    ]),
    'half a character (a lone surrogate) in data, as itself or escaped': changed('data', [
      '{"a":"\ud800"}',
      '{"\udfff":1}',
      '{"a":["\\ud800"]}',
      '{"\\uDC00":1}',
      '{"a":"\\ude00\\ud83d"}',
    ]),
    'half a character (a lone surrogate) in type or metadata': [
      ...changed('type', ['\ud800']),
      ...metadata([
        { actor: '\udc00' },
        { correlationId: 'a\ud800' },
        { causationId: '\ud800a' },
        { commandId: '\udfff' },
        { commandDigest: '\ud800' },
      ]),
    ],
    'U+0000 in type or metadata': [
      ...changed('type', ['a\u0000']),
      ...metadata([{ actor: '\u0000' }, { commandId: 'a\u0000b' }, { commandDigest: '\u0000' }]),
    ],
    'a date that is not in the calendar': changed('occurredOn', [
      '',
      '2023-02-29',
      '1900-02-29',
      '2024-04-31',
      '2024-13-01',
      '2024-00-10',
      '2024-01-00',
      '0000-01-01',
      '2024-1-1',
      '2024-01-01T00:00:00Z',
      '20240101',
    ]),
    'a version that is not a whole number from 1': changed('version', [
      0,
      -1,
      1.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2 ** 53,
    ]),
    'a recordedAt that is not in whole milliseconds from 1970': [-1, 0.5, Number.NaN, 2 ** 53].map(
      (recordedAt) => ({
        ...anEvent(),
        recordedAt,
      }),
    ),
    'an empty type, or one with the $ of system events': changed('type', ['', '$settings']),
  }
}

const jsonOfBytes = (bytes: number): string => JSON.stringify('x'.repeat(bytes - 2))
