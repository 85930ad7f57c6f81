import {
  ComplaintCommand,
  type ComplaintCommandInput,
  CustomerCommand,
  type CustomerCommandInput,
  complaintCommands,
  customerCommands,
  decode,
  type Invalid,
  OpportunityCommand,
  type OpportunityCommandInput,
  opportunityCommands,
  RegionCommand,
  type RegionCommandInput,
  RegionSalesCommand,
  type RegionSalesCommandInput,
  regionCommands,
  regionSalesCommands,
  shown,
} from '@kehu/domain'
import { type Either, isLeft, left, map } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

/** Any command, as a caller writes it: plain JSON. */
export type CommandInput =
  | CustomerCommandInput
  | ComplaintCommandInput
  | OpportunityCommandInput
  | RegionCommandInput
  | RegionSalesCommandInput

/** A checked command with the aggregate it is for. */
export type Addressed =
  | { readonly to: 'customer'; readonly command: CustomerCommand }
  | { readonly to: 'complaint'; readonly command: ComplaintCommand }
  | { readonly to: 'opportunity'; readonly command: OpportunityCommand }
  | { readonly to: 'region'; readonly command: RegionCommand }
  | { readonly to: 'regionSales'; readonly command: RegionSalesCommand }

/** The names of all commands, by the aggregate they are for. */
export const commandNames: Readonly<Record<Addressed['to'], ReadonlyArray<string>>> = {
  customer: Object.keys(customerCommands),
  complaint: Object.keys(complaintCommands),
  opportunity: Object.keys(opportunityCommands),
  region: Object.keys(regionCommands),
  regionSales: Object.keys(regionSalesCommands),
}

/**
 * Checks any command by its codec.
 * @rejects Invalid every problem of every field; an unknown field is a problem
 */
export const decodeCommand = (given: unknown): Either<Invalid, Addressed> => {
  // Read once, as plain data: what chose the codec is what the codec sees.
  const read = decode(t.unknown)(given)
  if (isLeft(read)) return read
  const input = read.right
  const type: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'type') : undefined
  if (typeof type !== 'string') {
    return invalid(
      'A command is an object with a "type", such as {"type": "RegisterCustomer", "occurredOn": "2026-01-31", …}.',
    )
  }
  const is = (to: Addressed['to']): boolean => commandNames[to].includes(type)
  if (is('customer'))
    return map((command: CustomerCommand): Addressed => ({ to: 'customer', command }))(
      decode(CustomerCommand)(input),
    )
  if (is('complaint'))
    return map((command: ComplaintCommand): Addressed => ({ to: 'complaint', command }))(
      decode(ComplaintCommand)(input),
    )
  if (is('opportunity'))
    return map((command: OpportunityCommand): Addressed => ({ to: 'opportunity', command }))(
      decode(OpportunityCommand)(input),
    )
  if (is('region'))
    return map((command: RegionCommand): Addressed => ({ to: 'region', command }))(
      decode(RegionCommand)(input),
    )
  if (is('regionSales'))
    return map((command: RegionSalesCommand): Addressed => ({ to: 'regionSales', command }))(
      decode(RegionSalesCommand)(input),
    )
  return invalid(
    `There is no command ${shown(type)}. There are: ${Object.values(commandNames).flat().join(', ')}.`,
  )
}

const invalid = (problem: string): Either<Invalid, never> =>
  left({ _tag: 'Invalid', problems: [problem], message: problem })
