import {
  type Aggregates,
  aggregates,
  type CalendarDate,
  type Charge,
  type CommandName,
  type Decider,
  decode,
  type Invalid,
  shown,
  type Touched,
} from '@kehu/domain'
import type { Aggregate as Kept } from '@kehu/event-store'
import { type Either, isLeft, left, map } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { KehuError } from './errors.ts'
import type { KehuEvent } from './event-codec.ts'
import { streamsOf } from './streams-of.ts'

/** Any command, as a caller writes it: plain JSON. */
export type CommandInput = {
  readonly [K in keyof Aggregates]: t.OutputOf<Aggregates[K]['command']>
}[keyof Aggregates]

/** Where a kind of command goes: whoever decides it, and the streams in which what comes of it is kept. */
export type Route<C, S, E extends KehuEvent, R> = Decider<C, S, E, R> & {
  readonly category: string
  readonly idOf: (command: C) => string
  readonly touches: (command: C, state: S) => Touched
  readonly chargeOf: (state: S, today: CalendarDate) => Charge | null
  readonly kept: Kept<S, KehuEvent, E>
  readonly commands: { readonly [type: string]: t.Mixed }
}

export type Addressee = Given & { readonly occurredOn: CalendarDate }
type Given = { readonly type: string }

/** A checked command with the way to whoever decides it. */
export type Addressed = {
  /** Does something with the two of them, whatever kind they are. */
  readonly send: <A>(
    work: <C extends Addressee, S, E extends KehuEvent, R extends KehuError>(
      route: Route<C, S, E, R>,
      command: C,
    ) => A,
  ) => A
}

export const routes: {
  readonly [K in keyof Aggregates]: Aggregates[K] & { readonly kept: (typeof streamsOf)[K] }
} = {
  customer: { ...aggregates.customer, kept: streamsOf.customer },
  complaint: { ...aggregates.complaint, kept: streamsOf.complaint },
  opportunity: { ...aggregates.opportunity, kept: streamsOf.opportunity },
  region: { ...aggregates.region, kept: streamsOf.region },
  regionSales: { ...aggregates.regionSales, kept: streamsOf.regionSales },
}

const along =
  <C extends Addressee, P extends C, S, E extends KehuEvent, R extends KehuError>(
    route: Route<C, S, E, R>,
    codec: t.Type<P, unknown>,
  ) =>
  (input: unknown): Either<Invalid, Addressed> =>
    map((command: P): Addressed => ({ send: (work) => work(route, command) }))(decode(codec)(input))

const ways: { readonly [K in keyof Aggregates]: (input: unknown) => Either<Invalid, Addressed> } = {
  customer: along(routes.customer, aggregates.customer.command),
  complaint: along(routes.complaint, aggregates.complaint.command),
  opportunity: along(routes.opportunity, aggregates.opportunity.command),
  region: along(routes.region, aggregates.region.command),
  regionSales: along(routes.regionSales, aggregates.regionSales.command),
}

/** The names of all commands, by the aggregate they are for. */
export const commandNames: { readonly [K in keyof Aggregates]: ReadonlyArray<string> } = {
  customer: Object.keys(aggregates.customer.commands),
  complaint: Object.keys(aggregates.complaint.commands),
  opportunity: Object.keys(aggregates.opportunity.commands),
  region: Object.keys(aggregates.region.commands),
  regionSales: Object.keys(aggregates.regionSales.commands),
}

/** Names that commands had in earlier versions: whoever still says so is understood. */
const formerNames: Readonly<Record<string, CommandName>> = { WaitForCustomer: 'PauseComplaint' }

/**
 * Checks any command by its codec. What only Kehu itself says is no command.
 * @rejects Invalid every problem of every field; an unknown field is a problem
 */
export const decodeCommand = (given: unknown): Either<Invalid, Addressed> => {
  // Read once, as plain data: what chose the codec is what the codec sees.
  const read = decode(t.unknown)(given)
  if (isLeft(read)) return read
  const input = byPresentName(read.right)
  const type = typeOf(input)
  if (type === null) {
    return invalid(
      'A command is an object with a "type", such as {"type": "RegisterCustomer", "occurredOn": "2026-01-31", …}.',
    )
  }
  for (const [name, way] of Object.entries(ways)) {
    if (Object.hasOwn(aggregatesByName, name) && aggregatesByName[name]?.includes(type)) return way(input)
  }
  return invalid(
    `There is no command ${shown(type)}. There are: ${Object.values(commandNames).flat().join(', ')}.`,
  )
}

const aggregatesByName: Readonly<Record<string, ReadonlyArray<string>>> = commandNames

const byPresentName = (input: unknown): unknown => {
  const type = typeOf(input)
  const name = type !== null && Object.hasOwn(formerNames, type) ? formerNames[type] : undefined
  return name === undefined || typeof input !== 'object' ? input : { ...input, type: name }
}

const typeOf = (input: unknown): string | null => {
  const type: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'type') : null
  return typeof type === 'string' ? type : null
}

const invalid = (problem: string): Either<Invalid, never> =>
  left({ _tag: 'Invalid', problems: [problem], message: problem })
