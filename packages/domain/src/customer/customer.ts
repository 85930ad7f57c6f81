import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { match, P } from 'ts-pattern'
import { checkBusinessDate } from '../vocabulary/business-date.ts'
import { addMonths, type CalendarDate } from '../vocabulary/calendar-date.ts'
import type { RegionId, UserId } from '../vocabulary/code.ts'
import type { Context, Decider } from '../vocabulary/decider.ts'
import { refuse } from '../vocabulary/rejection.ts'
import type { CadenceAdjustment } from './cadence.ts'
import type { CustomerCommand } from './commands.ts'
import { missingForDeep } from './contact.ts'
import { correctPurchase, importPurchases, recordPurchase, returnPurchase } from './decide-purchase.ts'
import type { CustomerEvent } from './events.ts'
import type { ProfileChanges } from './profile.ts'
import type { CustomerRejection } from './rejections.ts'
import { type CustomerState, evolve, initial } from './state.ts'

type Decision = Either<CustomerRejection, ReadonlyArray<CustomerEvent>>

const decide =
  (context: Context) =>
  (command: CustomerCommand, state: CustomerState): Decision => {
    const dated = checkBusinessDate(context, command.occurredOn)
    if (isLeft(dated)) return dated
    return match<[CustomerState, CustomerCommand], Decision>([state, command])
      .with([{ registeredOn: P.nonNullable }, { type: 'RegisterCustomer' }], ([s]) =>
        alreadyRegistered(s.registeredOn),
      )
      .with([P._, { type: 'RegisterCustomer' }], ([, c]) =>
        inOpenRegion(context, c.region, () => register(c)),
      )
      .with([P._, { type: 'ImportPurchases' }], ([s, c]) => importPurchases(context, c, s))
      .with([{ standing: 'unknown' }, P._], () => notRegistered)
      .with([{ inactiveSince: null }, { type: 'ReactivateCustomer' }], () =>
        refuse('AlreadyActive', 'The customer is active: there is nothing to reactivate.', {}),
      )
      .with([P._, { type: 'ReactivateCustomer' }], ([, c]) =>
        accepted({
          type: 'CustomerReactivated',
          occurredOn: c.occurredOn,
          data: { customer: c.customer, reason: c.reason },
        }),
      )
      .with([{ inactiveSince: P.string }, P._], ([s]) => inactive(s.inactiveSince))
      .with([P._, { type: 'CorrectProfile' }], ([s, c]) => correctProfile(c, s))
      .with([P._, { type: 'SegmentCustomer' }], ([s, c]) =>
        same(s.segment, c.segment)
          ? nothingChanges('segment')
          : accepted({
              type: 'CustomerSegmented',
              occurredOn: c.occurredOn,
              data: { customer: c.customer, segment: c.segment },
            }),
      )
      .with([P._, { type: 'RecordPurchase' }], ([s, c]) => recordPurchase(context, c, s))
      .with([P._, { type: 'ReturnPurchase' }], ([s, c]) => returnPurchase(context, c, s))
      .with([P._, { type: 'CorrectPurchase' }], ([s, c]) => correctPurchase(context, c, s))
      .with([P._, { type: 'RecordContact' }], ([s, c]) => recordContact(c, s))
      .with([P._, { type: 'RecordSatisfaction' }], ([s, c]) => recordSatisfaction(c, s))
      .with([P._, { type: 'AdjustCadence' }], ([, c]) => adjustCadence(context, c))
      .with([P._, { type: 'AssignTier' }], ([, c]) =>
        inOpenRegion(context, c.region, () => assignTier(context, c)),
      )
      .with([P._, { type: 'DeactivateCustomer' }], ([, c]) =>
        accepted({
          type: 'CustomerDeactivated',
          occurredOn: c.occurredOn,
          data: { customer: c.customer, reason: c.reason },
        }),
      )
      .exhaustive()
  }

/** 客户 customer (policy 3, 4, 5.1). */
export const customer: Decider<CustomerCommand, CustomerState, CustomerEvent, CustomerRejection> = {
  initial,
  decide,
  evolve,
}

/** The regions a command speaks of, for its `Context`: those it names, else the customer's home; the policy is the first one's. */
export const regionsOfCustomerCommand = (
  command: CustomerCommand,
  state: CustomerState,
): ReadonlyArray<RegionId> => {
  const named = match(command)
    .with({ type: 'ImportPurchases' }, (c) => c.lines.map((line) => line.region))
    .with({ type: P.union('RegisterCustomer', 'AssignTier') }, (c) => [c.region])
    .with({ type: P.union('RecordPurchase', 'ReturnPurchase', 'CorrectPurchase') }, (c) =>
      c.region === undefined ? [] : [c.region],
    )
    .otherwise(() => [])
  const original =
    command.type === 'ReturnPurchase' && command.returns !== undefined
      ? state.purchases.get(command.returns)
      : undefined
  const regions = [
    ...named,
    ...(original === undefined ? [] : [original.line.region]),
    ...(state.homeRegion === null ? [] : [state.homeRegion]),
  ]
  return [...new Set(regions)]
}

type Command<Type extends CustomerCommand['type']> = Extract<CustomerCommand, { type: Type }>

const register = (c: Command<'RegisterCustomer'>): Decision =>
  accepted({
    type: 'CustomerRegistered',
    occurredOn: c.occurredOn,
    data: {
      customer: c.customer,
      region: c.region,
      profile: c.profile,
      ...(c.owner === undefined ? {} : { owner: c.owner }),
    },
  })

const correctProfile = (c: Command<'CorrectProfile'>, state: CustomerState): Decision => {
  if (state.standing === 'fromLedger') return notRegistered
  const news = Object.entries(c.changes).filter(([fact, value]) => !same(profileFact(state, fact), value))
  if (news.length === 0) return nothingChanges('profile')
  const changes: ProfileChanges = Object.fromEntries(news)
  return accepted({
    type: 'ProfileCorrected',
    occurredOn: c.occurredOn,
    data: {
      customer: c.customer,
      changes,
      ...(c.reason === undefined ? {} : { reason: c.reason }),
    },
  })
}

const profileFact = (state: CustomerState, fact: string): unknown =>
  state.profile === null ? undefined : Reflect.get(state.profile, fact)

/** policy 5.1-A, A31: a contact is deep by what happened in it, not by being called so. */
const recordContact = (c: Command<'RecordContact'>, state: CustomerState): Decision => {
  if (state.contacts.has(c.contact)) {
    return refuse(
      'ContactExists',
      `Contact ${c.contact} is recorded already: give every contact its own id.`,
      { contact: c.contact },
    )
  }
  const missing = c.depth === 'deep' ? missingForDeep(c) : []
  if (missing.length > 0) {
    return refuse(
      'NotDeep',
      `This contact is not deep: it lacks ${missing.join(', ')}. Add that, or record it as routine.`,
      { missing },
    )
  }
  const { type: _, occurredOn, ...facts } = c
  return accepted({
    type: 'ContactRecorded',
    occurredOn,
    data: { ...facts, ...(state.homeRegion === null ? {} : { region: state.homeRegion }) },
  })
}

const recordSatisfaction = (c: Command<'RecordSatisfaction'>, state: CustomerState): Decision => {
  if (state.homeRegion === null) return notRegistered
  const { type: _, occurredOn, ...facts } = c
  return accepted({
    type: 'SatisfactionRecorded',
    occurredOn,
    data: {
      ...facts,
      region: state.homeRegion,
      ...(state.owner === null ? {} : { owner: state.owner }),
    },
  })
}

/** policy 5.1-B, A35: raising is the owner's own decision, lowering needs somebody else's approval; both end. */
const adjustCadence = (context: Context, c: Command<'AdjustCadence'>): Decision => {
  const { adjustment } = c
  const reversed = checkPeriod(adjustment.from, adjustment.until)
  if (isLeft(reversed)) return reversed
  const latest = addMonths(adjustment.from, context.policy.policy.contacts.adjustmentMonthsMax)
  if (adjustment.until > latest) {
    return refuse(
      'AdjustmentTooLong',
      `A cadence of one's own ends at the latest on ${latest}: choose an earlier day, and adjust again then.`,
      { latest },
    )
  }
  const approved = checkApproval(context, adjustment)
  return isLeft(approved)
    ? approved
    : accepted({
        type: 'CadenceAdjusted',
        occurredOn: c.occurredOn,
        data: { customer: c.customer, adjustment },
      })
}

const checkApproval = (context: Context, adjustment: CadenceAdjustment): Either<CustomerRejection, void> => {
  if (adjustment.direction === 'raise') return right(undefined)
  if (adjustment.approver === undefined) {
    return refuse('ApprovalMissing', 'A longer interval needs a manager’s approval: name the approver.', {})
  }
  return adjustment.approver === context.actor ? selfApproved(adjustment.approver) : right(undefined)
}

/** policy 3.2, A15: an override has a reason, an approver and, if wanted, an end. */
const assignTier = (context: Context, c: Command<'AssignTier'>): Decision => {
  if (c.approver === context.actor) return selfApproved(c.approver)
  if (c.until !== undefined) {
    const reversed = checkPeriod(c.occurredOn, c.until)
    if (isLeft(reversed)) return reversed
  }
  const { type: _, occurredOn, ...facts } = c
  return accepted({ type: 'TierAssigned', occurredOn, data: facts })
}

const checkPeriod = (from: CalendarDate, until: CalendarDate): Either<CustomerRejection, void> =>
  until < from
    ? refuse('PeriodReversed', `The period ends (${until}) before it begins (${from}).`, { from, until })
    : right(undefined)

const inOpenRegion = (context: Context, region: RegionId, then: () => Decision): Decision =>
  !context.regions.has(region)
    ? refuse(
        'RegionNotOpen',
        `Region ${region} is not open: open it first, with its time zone and currency (OpenRegion).`,
        { region },
      )
    : then()

const accepted = (event: CustomerEvent): Decision => right([event])

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const notRegistered: Decision = refuse(
  'NotRegistered',
  'The customer is not registered: register it first (RegisterCustomer).',
  {},
)

const alreadyRegistered = (registeredOn: CalendarDate): Decision =>
  refuse(
    'AlreadyRegistered',
    `The customer is registered since ${registeredOn}: correct its profile instead (CorrectProfile).`,
    { registeredOn },
  )

const inactive = (since: CalendarDate): Decision =>
  refuse('Inactive', `The customer is inactive since ${since}: reactivate it first (ReactivateCustomer).`, {
    since,
  })

const nothingChanges = (what: string): Decision =>
  refuse('NothingChanges', `Nothing changes: the ${what} is so already.`, {})

const selfApproved = (approver: UserId): Either<CustomerRejection, never> =>
  refuse('SelfApproved', `${approver} cannot approve their own decision: name somebody else.`, { approver })
