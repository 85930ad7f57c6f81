import {
  complaintCommands,
  customerCommands,
  opportunityCommands,
  regionCommands,
  regionSalesCommands,
} from '@kehu/domain'
import { type Either, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Failure, misuse } from '../failure.ts'
import type { Io } from '../io.ts'
import { type Format, print } from '../output/answer.ts'
import { harmlessJson } from '../output/harmless.ts'
import { remark, table, title } from '../output/table.ts'
import { exampleOf, fieldsOf } from './describe-codec.ts'

const tables: Readonly<Record<string, Readonly<Record<string, t.Mixed>>>> = {
  region: regionCommands,
  customer: customerCommands,
  complaint: complaintCommands,
  opportunity: opportunityCommands,
  'region sales': regionSalesCommands,
}

export const allCommands: ReadonlyArray<{
  readonly of: string
  readonly name: string
  readonly codec: t.Mixed
}> = Object.entries(tables).flatMap(([of, commands]) =>
  Object.entries(commands).map(([name, codec]) => ({ of, name, codec })),
)

/** Lists the commands that `kehu record` takes, or the fields of one of them. */
export const commands = async (
  io: Io,
  format: Format,
  name: string | undefined,
): Promise<Either<Failure, ExitCode>> => {
  if (name === undefined) await listCommands(io, format)
  else {
    const found = allCommands.find((command) => command.name.toLowerCase() === name.toLowerCase())
    if (found === undefined) {
      return misuse(
        `There is no command "${name}". There are: ${allCommands.map((command) => command.name).join(', ')}.`,
      )
    }
    await describeCommand(io, format, found)
  }
  return right(exitCodes.ok)
}

const listCommands = (io: Io, format: Format): Promise<void> => {
  const rows = allCommands.map(({ of, name, codec }) => {
    const fields = fieldsOf(codec).filter(({ name: field }) => field !== 'type' && field !== 'occurredOn')
    return {
      of,
      name,
      fields: fields.map(({ name: field, mandatory }) => (mandatory ? field : `[${field}]`)).join(' '),
    }
  })
  return print(io, format, {
    json: rows,
    csv: {
      columns: ['of', 'command', 'fields'],
      rows: rows.map(({ of, name, fields }) => [of, name, fields]),
    },
    table: (style) =>
      [
        table(
          style,
          [{ head: 'Of' }, { head: 'Command' }, { head: 'Fields ([optional])', widthMax: style.width - 40 }],
          rows.map(({ of, name, fields }) => [of, name, fields]),
        ),
        remark(
          style,
          'Every command also has "type" and "occurredOn". kehu commands NAME shows one, with an example.',
        ),
      ].join('\n'),
  })
}

const describeCommand = (
  io: Io,
  format: Format,
  { name, codec }: { name: string; codec: t.Mixed },
): Promise<void> => {
  const fields = fieldsOf(codec)
  const example = exampleOf(codec)
  return print(io, format, {
    json: { command: name, fields, example },
    csv: {
      columns: ['field', 'mandatory', 'type'],
      rows: fields.map(({ name: field, mandatory, type }) => [field, String(mandatory), type]),
    },
    table: (style) =>
      [
        title(style, name),
        '',
        table(
          style,
          [{ head: 'Field' }, { head: '' }, { head: 'Type' }],
          fields.map(({ name: field, mandatory, type }) => [
            field,
            mandatory ? 'mandatory' : 'optional',
            type,
          ]),
        ),
        '',
        'One line of a file for kehu record, the mandatory fields only:',
        harmlessJson(example),
      ].join('\n'),
  })
}

/** A small story in commands, each on a line, for `kehu record --example`. */
export const exampleStory: ReadonlyArray<object> = [
  {
    type: 'OpenRegion',
    occurredOn: '2026-01-01',
    region: 'East',
    name: 'East China',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
  },
  {
    type: 'RegisterCustomer',
    occurredOn: '2026-01-05',
    customer: 'C-1001',
    region: 'East',
    profile: { name: 'Hongda Machinery' },
    owner: 'U-07',
  },
  {
    type: 'RecordPurchase',
    occurredOn: '2026-01-20',
    customer: 'C-1001',
    purchase: 'P-1',
    netAmount: 1_250_000,
    product: 'Lathe',
  },
  {
    type: 'RecordContact',
    occurredOn: '2026-01-31',
    customer: 'C-1001',
    contact: 'K-1',
    kind: 'visit',
    depth: 'deep',
    participants: [{ subject: 'b3c1f1b0', value: 'Mr Wang' }],
    topics: ['product', 'development'],
    summary: { subject: 'b3c1f1b0', value: 'Plans a second workshop for the autumn' },
  },
  { type: 'RecordSatisfaction', occurredOn: '2026-01-31', customer: 'C-1001', answer: { csat: 5 } },
]
