import * as fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { anEvent, aStream, left, right } from './conformance/given.ts'
import { type EventCodec, type EventOf, eventCodec } from './event-codec.ts'
import { createMemoryStore } from './memory-store.ts'
import { decodeStored } from './recorded-event.ts'
import type { EventToAppend, StoredEvent } from './stored-event.ts'
import type { Upcaster } from './upcaster.ts'

// Version 1 had one name, version 2 has two; version 3 counts the seats.
const definitions = {
  GuestInvited: { version: 3, data: t.strict({ given: t.string, family: t.string, seats: t.number }) },
  PartyCancelled: { version: 1, data: t.strict({ reason: t.union([t.null, t.string]) }) },
}
const upcasters: ReadonlyArray<Upcaster> = [
  {
    type: 'GuestInvited',
    from: 2,
    up: (data) => ({ ...Object(data), seats: 1 }),
  },
  {
    type: 'GuestInvited',
    from: 1,
    up: (data) => {
      const [given, family] = String(Reflect.get(Object(data), 'name')).split(' ')
      return { given, family }
    },
  },
]
type Party = EventOf<typeof definitions, string>

const codec: EventCodec<Party> = right(eventCodec(definitions, t.string, upcasters))

const invited = (seats: number, given = 'Ada'): Party => ({
  type: 'GuestInvited',
  occurredOn: '2024-02-29',
  data: { given, family: 'Lovelace', seats },
})

describe('an event codec', () => {
  it('reads what it wrote', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.integer(), async (given, seats) => {
        const event = invited(seats, given.replaceAll('\u0000', ''))
        expect(right(codec.decode(await stored(right(codec.encode(event)))))).toEqual(event)
      }),
    )
  })

  it('lifts data of every older version, on every way in', async () => {
    const old = await stored({ type: 'GuestInvited', version: 1, data: '{"name":"Ada Lovelace"}' })
    const middle = await stored({
      type: 'GuestInvited',
      version: 2,
      data: '{"given":"Ada","family":"Lovelace"}',
    })
    expect(right(codec.decode(old))).toEqual(invited(1))
    expect(right(codec.decode(middle))).toEqual(invited(1))
    expect(right(decodeStored(codec)(old))).toMatchObject({ event: invited(1), id: old.id, revision: 0 })
  })

  it('tells events apart by their type', () => {
    expectTypeOf<Party['type']>().toEqualTypeOf<'GuestInvited' | 'PartyCancelled'>()
    expectTypeOf<Extract<Party, { type: 'PartyCancelled' }>['data']>().toEqualTypeOf<{
      reason: string | null
    }>()
    expect(codec.types).toEqual(['GuestInvited', 'PartyCancelled'])
  })

  it.each<[string, Partial<StoredEvent>, RegExp]>([
    ['a type it does not know', { type: 'GuestLeft' }, /knows no event of type GuestLeft/],
    ['a type that only looks known', { type: 'toString' }, /knows no event of type toString/],
    ['a newer version', { version: 4 }, /newer program \(GuestInvited version 4, known up to 3\)/],
    ['no version at all', { version: 0 }, /0 is no schema version/],
    ['half a version, which would skip an upcaster', { version: 1.5 }, /1\.5 is no schema version/],
    ['data that are no JSON', { data: '{' }, /its data are not JSON/],
    [
      'data of another shape',
      { data: '{"given":"Ada","family":7,"seats":"one"}' },
      /not a GuestInvited \(family, seats\)/,
    ],
    [
      'old data an upcaster cannot take',
      { version: 1, data: '{"name":"Ada"}' },
      /not a GuestInvited \(family\)/,
    ],
  ])('refuses %s, and says where it stands', async (_, harm, why) => {
    const harmed = { ...(await stored(right(codec.encode(invited(2))))), ...harm }
    const fault = left(codec.decode(harmed))
    expect(fault).toMatchObject({
      _tag: 'Undecodable',
      id: harmed.id,
      stream: harmed.stream,
      revision: 0,
      type: harmed.type,
    })
    expect(fault.message).toMatch(why)
    expect(fault.message).toContain(`Event ${harmed.id} (${harmed.stream}@0) cannot be read`)
  })

  it('refuses what makes an upcaster fail, and does not throw', async () => {
    const failing = right(
      eventCodec({ GuestInvited: { version: 2, data: t.unknown } }, t.string, [
        {
          type: 'GuestInvited',
          from: 1,
          up: () => {
            throw new Error('no such name')
          },
        },
      ]),
    )
    const fault = left(failing.decode(await stored({ type: 'GuestInvited', version: 1, data: '{}' })))
    expect(fault.message).toMatch(/version 1 cannot be lifted \(no such name\)/)
  })

  it('refuses a business date its own codec refuses', async () => {
    const noDates = right(eventCodec(definitions, t.literal('2024-03-01'), upcasters))
    expect(left(noDates.decode(await stored(right(codec.encode(invited(2)))))).message).toMatch(
      /business date is "2024-02-29"/,
    )
  })

  it('writes nothing that it could not read: data that are not the type’s are refused', () => {
    const wrong: unknown = { ...invited(1), data: { given: 'Ada' } }
    const isParty = (_: unknown): _ is Party => true
    if (!isParty(wrong)) return
    expect(left(codec.encode(wrong))).toMatchObject({ _tag: 'Unencodable', type: 'GuestInvited' })
  })

  it('is not made with upcasters that leave a gap', () => {
    const gap = eventCodec(definitions, t.string, upcasters.slice(0, 1))
    expect(isLeft(gap) && gap.left.problems).toEqual(['GuestInvited version 1: nothing lifts it to 2'])
  })
})

/** As a store gives it back. */
const stored = async (event: Partial<EventToAppend>): Promise<StoredEvent> => {
  const store = createMemoryStore({ clock: () => 0, id: 'party' })
  const stream = aStream('party')
  right(await store.append(stream, 'noStream', [anEvent(event)])())
  for await (const page of store.readStream(stream)) {
    const [first] = right(page)
    if (first !== undefined) return first
  }
  throw new Error('nothing was stored')
}
