import fc from 'fast-check'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { describe, expect, test } from 'vitest'
import { complaintCommands } from '../complaint/commands.ts'
import { complaintEvents } from '../complaint/events.ts'
import { customerCommands } from '../customer/commands.ts'
import { customerEvents } from '../customer/events.ts'
import { opportunityCommands } from '../opportunity/commands.ts'
import { opportunityEvents } from '../opportunity/events.ts'
import { regionCommands, regionSalesCommands } from '../region/commands.ts'
import { regionEvents, regionSalesEvents } from '../region/events.ts'

import { arbitraryOf } from '../testing/arbitrary-of.ts'
import { make, standardLeaves, withLeaves } from '../testing/leaves.ts'
import { Code, ComplaintId, CustomerId, OpportunityId, RegionId, UserId } from './code.ts'
import { decode } from './decode.ts'
import type { EventDefinition } from './messages.ts'
import { Text } from './text.ts'

// What Kehu let in before it looked at characters, and may lie in any log.
const oldCodes = ['C-1\u200b', 'C\u202e1', 'C\ufeff1', 'C\u00a01', 'Caf\ufffd', '客'.repeat(60)]
const oldTexts = ['a\u001b[2J', 'a\u0007', 'a\u202eb', '\u009b31m', 'a\ufffd']
const codes: ReadonlyArray<t.Mixed> = [CustomerId, RegionId, ComplaintId, OpportunityId, UserId, Code]

/** Values in which every code and every text is such a one. */
const asBefore = withLeaves(standardLeaves, [
  ...codes.map(
    (codec) =>
      [codec, fc.constantFrom(...oldCodes).map((old) => make<unknown, unknown>(codec, old))] as const,
  ),
  [Text, fc.constantFrom(...oldTexts).map((old) => make(Text, old))],
])
/** The same of texts alone. */
const textsAsBefore = withLeaves(standardLeaves, [
  [Text, fc.constantFrom(...oldTexts).map((old) => make(Text, old))],
])

const commands: ReadonlyArray<readonly [string, t.Mixed]> = Object.entries({
  ...customerCommands,
  ...complaintCommands,
  ...opportunityCommands,
  ...regionCommands,
  ...regionSalesCommands,
})
const events: ReadonlyArray<readonly [string, EventDefinition]> = Object.entries({
  ...customerEvents,
  ...complaintEvents,
  ...opportunityEvents,
  ...regionEvents,
  ...regionSalesEvents,
})

describe('characters that nobody means', () => {
  test.each(commands)('do not enter with %s', (_, codec) => {
    fc.assert(
      fc.property(arbitraryOf<unknown, unknown>(codec, asBefore), (command) => {
        expect(isLeft(decode<unknown, unknown>(codec)(codec.encode(command)))).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  test('do not enter in texts either, wherever a command has one', () => {
    let withText = 0
    for (const [, codec] of commands) {
      fc.assert(
        fc.property(arbitraryOf<unknown, unknown>(codec, textsAsBefore), (command) => {
          const said = codec.encode(command)
          const holds = oldTexts.some((old) =>
            JSON.stringify(said).includes(JSON.stringify(old).slice(1, -1)),
          )
          if (holds) withText += 1
          expect(isLeft(decode<unknown, unknown>(codec)(said))).toBe(holds)
        }),
        { numRuns: 20 },
      )
    }
    expect(withText).toBeGreaterThan(100)
  })

  test.each(events)(
    'are read where %s was stored with them, and stay what they were',
    (_, { data: codec }) => {
      fc.assert(
        fc.property(arbitraryOf<unknown, unknown>(codec, asBefore), (stored) => {
          const text = JSON.stringify(codec.encode(stored))
          const read = codec.decode(JSON.parse(text))
          if (!isRight(read)) throw new Error(`${text} is not read`)
          expect(codec.is(read.right)).toBe(true)
          expect(JSON.stringify(codec.encode(read.right))).toBe(text)
        }),
        { numRuns: 20 },
      )
    },
  )
})
