import type { CalendarDate, Decider, RegionId } from '@kehu/domain'
import {
  type CustomerCommand,
  type CustomerState,
  complaint,
  customer,
  opportunity,
  region,
  regionSales,
  regionSalesIdOf,
  regionsOfComplaintCommand,
  regionsOfCustomerCommand,
  regionsOfOpportunityCommand,
  regionsOfRegionCommand,
} from '@kehu/domain'
import { type Aggregate, type Handled, streamName } from '@kehu/event-store'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { aggregates } from './aggregates.ts'
import type { Addressed } from './commands.ts'
import { contextFor } from './context.ts'
import type { Deps, Sender } from './deps.ts'
import type { KehuError } from './errors.ts'
import type { KehuEvent } from './event-codec.ts'
import { claimCreditCode, creditCodeOf } from './identity.ts'

/** What a command led to. */
export type Executed = Handled<KehuEvent> & {
  /** The stream written to. */
  readonly stream: string
}

type Expected = { readonly expectedRevision?: number | null }

/** Sends a checked command to its aggregate: load, decide in its context, append. */
export const execute =
  (deps: Deps, sender: Sender, expected: Expected) =>
  (addressed: Addressed): TaskEither<KehuError, Executed> => {
    const run = runOn(deps, sender, expected)
    switch (addressed.to) {
      case 'customer': {
        const { command } = addressed
        return run(command.customer, command, {
          ...customerRoute,
          before: secureBefore(deps, sender),
        })
      }
      case 'complaint':
        return run(addressed.command.complaint, addressed.command, {
          category: 'complaint',
          aggregate: aggregates.complaint,
          decider: complaint,
          regions: regionsOfComplaintCommand,
        })
      case 'opportunity':
        return run(addressed.command.opportunity, addressed.command, {
          category: 'opportunity',
          aggregate: aggregates.opportunity,
          decider: opportunity,
          regions: regionsOfOpportunityCommand,
        })
      case 'region':
        return run(addressed.command.region, addressed.command, {
          category: 'region',
          aggregate: aggregates.region,
          decider: region,
          regions: regionsOfRegionCommand,
        })
      case 'regionSales':
        return run(regionSalesIdOf(addressed.command), addressed.command, {
          category: 'regionSales',
          aggregate: aggregates.regionSales,
          decider: regionSales,
          regions: (command) => [command.region],
        })
    }
  }

/** How one kind of aggregate is written to. */
type Route<C, S, F extends KehuEvent, R> = {
  readonly category: string
  readonly aggregate: Aggregate<S, KehuEvent, F>
  readonly decider: Decider<C, S, F, R>
  readonly regions: (command: C, state: S) => ReadonlyArray<RegionId>
  /** What must be secured elsewhere once the decision is made and before it is written. */
  readonly before?: (command: C, state: S) => TaskEither<KehuError, void>
}

const runOn =
  (deps: Deps, sender: Sender, expected: Expected) =>
  <C extends { readonly occurredOn: CalendarDate }, S, F extends KehuEvent, R extends KehuError>(
    id: string,
    command: C,
    { category, aggregate, decider, regions, before }: Route<C, S, F, R>,
  ): TaskEither<KehuError, Executed> =>
  async () => {
    const stream = streamName(category, id)
    if (isLeft(stream)) return stream
    const handled = await deps.streams.handle<S, F, KehuError>({
      stream: stream.right,
      aggregate,
      metadata: sender.metadata,
      ...expected,
      decide: (state) => async () => {
        const context = await contextFor(deps, sender)(regions(command, state), command.occurredOn)()
        if (isLeft(context)) return context
        const decided = decider.decide(context.right)(command, state)
        if (isLeft(decided) || before === undefined) return decided
        const secured = await before(command, state)()
        return isLeft(secured) ? secured : decided
      },
    })()
    return isLeft(handled) ? handled : { ...handled, right: { ...handled.right, stream: stream.right } }
  }

const customerRoute = {
  category: 'customer',
  aggregate: aggregates.customer,
  decider: customer,
  regions: regionsOfCustomerCommand,
}

/** What a customer's command needs written elsewhere first. It is found again and completed by a retry after a crash. */
const secureBefore =
  (deps: Deps, sender: Sender) =>
  (command: CustomerCommand, state: CustomerState): TaskEither<KehuError, void> => {
    if (command.type === 'MergeInto') return absorbBefore(deps, sender, command, state)
    const creditCode = creditCodeOf(command)
    return creditCode === undefined ? nothing : claimCreditCode(deps, sender)(creditCode, command)
  }

/** The survivor takes the duplicate in before the duplicate says that it is one: so no history is ever out of reach. */
const absorbBefore =
  (
    deps: Deps,
    sender: Sender,
    { occurredOn, survivor, customer: duplicate }: Extract<CustomerCommand, { type: 'MergeInto' }>,
    { absorbed }: CustomerState,
  ): TaskEither<KehuError, void> =>
  async () => {
    const absorb = {
      type: 'AbsorbDuplicate' as const,
      occurredOn,
      customer: survivor,
      duplicate,
      absorbed: [...absorbed],
    }
    const done = await runOn(deps, sender, {})(survivor, absorb, customerRoute)()
    // Taken in already by an earlier attempt under another command id: what is left is the duplicate's own word.
    return isLeft(done) && done.left._tag !== 'NothingChanges' ? done : right(undefined)
  }

const nothing: TaskEither<KehuError, void> = async () => right(undefined)
