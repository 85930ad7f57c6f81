import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as domain from '../../packages/domain/src/index.ts'
import { anything, anythingRuns, bombs } from './anything.ts'
import { expectEither } from './promises.ts'

const { decode } = domain

type AnyCodec = Parameters<typeof decode<unknown, unknown>>[0]
const isCodec = (exported: unknown): exported is AnyCodec =>
  typeof exported === 'object' && exported !== null && 'decode' in exported && 'encode' in exported

const codecs = Object.entries(domain).flatMap(([name, exported]) =>
  isCodec(exported) ? [{ name, codec: exported }] : [],
)

test('there is something to try', () => {
  expect(codecs.length).toBeGreaterThan(40)
})

describe('decode answers with an Either, whatever it is given', () => {
  test.each(codecs)('as $name', ({ codec }) => {
    fc.assert(
      fc.property(anything, (value) => {
        expectEither(decode(codec)(value))
      }),
      { numRuns: anythingRuns },
    )
  })

  test.each(bombs)('$name', ({ make }) => {
    const value = make()
    for (const { codec } of codecs) expectEither(decode(codec)(value))
  })

  test('any value in a field of any command', () => {
    const tables = [
      [domain.CustomerCommand, domain.customerCommands],
      [domain.ComplaintCommand, domain.complaintCommands],
      [domain.OpportunityCommand, domain.opportunityCommands],
      [domain.RegionCommand, domain.regionCommands],
      [domain.RegionSalesCommand, domain.regionSalesCommands],
    ] as const
    const commands = tables.flatMap(([codec, table]) =>
      Object.entries(table).map(([type, { required, optional }]) => ({
        codec: codec as AnyCodec,
        type,
        fields: Object.keys({ ...required, ...optional }),
      })),
    )
    const command = fc
      .constantFrom(...commands)
      .chain(({ codec, type, fields }) =>
        fc
          .record(Object.fromEntries(fields.map((field) => [field, anything])), { requiredKeys: [] })
          .map((given) => ({ codec, input: { ...given, type } })),
      )
    fc.assert(
      fc.property(command, ({ codec, input }) => {
        expectEither(decode(codec)(input))
      }),
      { numRuns: anythingRuns * 10 },
    )
  })
})
