import {
  CalendarDate,
  Code,
  type CommandOf,
  CustomerId,
  command,
  commandCodec,
  type Decider,
  type EventOf,
  type Fact,
  fields,
  firstVersion,
  refuse,
} from '@kehu/domain'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { match, P } from 'ts-pattern'

// A rule of our own company: a demonstration machine is lent to one customer at a time, and comes back before it goes out again.

export const loanCommands = {
  LendMachine: command('LendMachine', { machine: Code, customer: CustomerId, until: CalendarDate }),
  TakeBackMachine: command('TakeBackMachine', { machine: Code }),
} as const
export const LoanCommand = commandCodec('LoanCommand', loanCommands)
export type LoanCommand = CommandOf<typeof loanCommands>

export const loanEvents = {
  MachineLent: firstVersion(
    fields('MachineLent', { machine: Code, customer: CustomerId, until: CalendarDate }),
  ),
  MachineTakenBack: firstVersion(fields('MachineTakenBack', { machine: Code })),
}
export type LoanEvent = EventOf<typeof loanEvents>

export type LoanState = { readonly lentTo: CustomerId | null; readonly loans: number }
export type LoanRejection =
  | Fact<'LentOut', { customer: CustomerId }>
  | Fact<'NotLent'>
  | Fact<'EndsBeforeItBegins'>

export const loan: Decider<LoanCommand, LoanState, LoanEvent, LoanRejection> = {
  initial: { lentTo: null, loans: 0 },
  decide: () => (given, state) =>
    match<[LoanState, LoanCommand], Either<LoanRejection, ReadonlyArray<LoanEvent>>>([state, given])
      .with([{ lentTo: P.string }, { type: 'LendMachine' }], ([{ lentTo }]) =>
        refuse('LentOut', `The machine is with ${lentTo}: take it back first (TakeBackMachine).`, {
          customer: lentTo,
        }),
      )
      .with([P._, { type: 'LendMachine' }], ([, { occurredOn, machine, customer, until }]) =>
        until < occurredOn
          ? refuse('EndsBeforeItBegins', `It cannot come back on ${until}: choose a later day.`, {})
          : right([{ type: 'MachineLent', occurredOn, data: { machine, customer, until } }]),
      )
      .with([{ lentTo: null }, { type: 'TakeBackMachine' }], () =>
        refuse('NotLent', 'The machine is here: there is nothing to take back.', {}),
      )
      .with([P._, { type: 'TakeBackMachine' }], ([, { occurredOn, machine }]) =>
        right([{ type: 'MachineTakenBack', occurredOn, data: { machine } }]),
      )
      .exhaustive(),
  evolve: (state, event) =>
    match<LoanEvent, LoanState>(event)
      .with({ type: 'MachineLent' }, ({ data }) => ({ lentTo: data.customer, loans: state.loans + 1 }))
      .with({ type: 'MachineTakenBack' }, () => ({ ...state, lentTo: null }))
      .exhaustive(),
}
