import * as t from 'io-ts'
import { expect, test } from 'vitest'
import { Positive } from './fraction.ts'
import { command, commandCodec, firstVersion, laterVersion, typeIn } from './messages.ts'

const codec = commandCodec('Command', {
  Buy: command('Buy', { pieces: Positive }),
  Sell: command('Sell', { pieces: Positive }, { note: t.string }),
})
const buy = { type: 'Buy', occurredOn: '2026-03-02', pieces: 3 }

test('the type of a command chooses its codec', () => {
  expect(codec.is(buy)).toBe(true)
  expect(codec.is({ ...buy, pieces: 0 })).toBe(false)
  expect(codec.is({ ...buy, type: 'Sell', note: 'x' })).toBe(true)
  for (const none of [
    { ...buy, type: 'Steal' },
    { ...buy, type: 7 },
    { ...buy, type: 'toString' },
    {},
    null,
    'Buy',
    7,
  ]) {
    expect(codec.is(none)).toBe(false)
    expect(codec.decode(none)).toMatchObject({
      left: [{ message: 'no such command; "type" must be one of Buy, Sell' }],
    })
  }
  expect(codec.decode(buy)).toMatchObject({ right: buy })
  expect(codec.decode({ ...buy, pieces: 0 })).toMatchObject({ _tag: 'Left' })
})

test('a command is written in the order of its definition, without what is absent', () => {
  const decoded = codec.decode({ note: undefined, pieces: 3, occurredOn: '2026-03-02', type: 'Sell' })
  if (decoded._tag === 'Left') throw new Error('The test is wrong')
  expect(JSON.stringify(codec.encode(decoded.right))).toBe(
    '{"type":"Sell","occurredOn":"2026-03-02","pieces":3}',
  )
})

test('a table of messages knows its own types', () => {
  const isBuying = typeIn({ Buy: true, Bid: true })
  expect(['Buy', 'Bid', 'Sell', 'toString', 7, null].map(isBuying)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})

test('the version of an event type counts its earlier shapes', () => {
  expect(firstVersion(t.string)).toMatchObject({ version: 1, upcasts: [] })
  const same = (data: unknown) => data
  expect(laterVersion(t.string, same, same)).toMatchObject({ version: 3, upcasts: [same, same] })
})
