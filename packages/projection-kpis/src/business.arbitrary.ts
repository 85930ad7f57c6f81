import {
  CalendarDate,
  complaintEvents,
  customerEvents,
  defaultPolicy,
  Period,
  Policy,
  percent,
  type Quotient,
  regionEvents,
  regionSalesEvents,
  UserId,
} from '@kehu/domain'
import { createMemoryStore, eventCodec, streamName } from '@kehu/event-store'
import { openProjections } from '@kehu/projection'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { type KpiAnswer, type KpisQuery, kpis, type RegionKpis } from './kpis.ts'
import { kpisProjection } from './kpis-projection.ts'
import type { KpisState } from './state.ts'

// A business in plain words: facts as people tell them, the events they become, and the questions asked of them.

export type Line = {
  readonly id: string
  readonly customer: string | null
  readonly region: string
  readonly owner: string | null
  readonly document: string | null
  readonly on: string
  /** Minor units; negative for what came back. */
  readonly net: number
  readonly cost: number | null
}

export type Fact =
  | { readonly fact: 'sale'; readonly line: Line }
  | { readonly fact: 'correction'; readonly before: Line; readonly after: Line }
  | {
      readonly fact: 'registration'
      readonly customer: string
      readonly region: string
      readonly owner: string | null
      readonly on: string
    }
  | {
      readonly fact: 'answer'
      readonly scale: 'csat' | 'nps'
      readonly value: number
      readonly region: string
      readonly owner: string | null
      readonly on: string
    }
  | {
      readonly fact: 'complaint'
      readonly id: string
      readonly region: string
      readonly owner: string | null
      readonly on: string
    }
  | {
      readonly fact: 'complaintEnds'
      readonly complaint: Complaint
      readonly how: 'Rejected' | 'Withdrawn' | 'Merged' | 'Reopened'
      readonly on: string
    }
  | {
      readonly fact: 'followUp'
      readonly complaint: Complaint
      readonly outcome: 'satisfied' | 'notSatisfied' | 'unreachable'
      readonly on: string
    }
  | { readonly fact: 'opening'; readonly region: string; readonly on: string }
  | {
      readonly fact: 'policy'
      readonly region: string
      readonly from: string
      readonly version: string
      readonly rules: KpiRules
    }
  | {
      readonly fact: 'target'
      readonly region: string
      readonly owner: string | null
      readonly kpi: string
      readonly period: string
      readonly target: number | { readonly numerator: number; readonly denominator: number }
    }

export type Complaint = { readonly id: string; readonly region: string; readonly owner: string | null }

type Fraction = { readonly numerator: number; readonly denominator: number }
type Weights = {
  readonly group: Fraction
  readonly kpis: ReadonlyArray<{ readonly kpi: string; readonly weight: Fraction }>
}
export type KpiRules = {
  readonly acquisition: Weights
  readonly maintenance: Weights
  readonly sales: Weights
  readonly attainmentMax: Fraction
  readonly reactivatedAfterMonths: number
  readonly satisfiedFrom: number
}

export const defaultRules: KpiRules = Policy.encode(defaultPolicy).kpis

/** The answers of the read model over these facts, told in this order. */
export const answers = async (
  facts: ReadonlyArray<Fact>,
  query: { readonly period: string; readonly owner?: string },
): Promise<ReadonlyArray<RegionKpis>> => kpis(await stateAfter(facts), queryOf(query))

export const queryOf = ({
  period,
  owner,
}: {
  readonly period: string
  readonly owner?: string
}): KpisQuery => ({
  period: made(Period, period),
  ...(owner === undefined ? {} : { owner: made(UserId, owner) }),
})

/** What the engine folds from these facts, stored and read back. */
export const stateAfter = async (facts: ReadonlyArray<Fact>, batchSize = 500): Promise<KpisState> => {
  const read = await readingOf(facts, batchSize)
  ok(await read.catchUp()())
  return read.stateOf(kpisProjection)
}

export const readingOf = async (facts: ReadonlyArray<Fact>, batchSize = 500) => {
  const store = createMemoryStore({ clock: () => 0, id: 'business' })
  const stream = ok(streamName('business', 'all'))
  const events = facts.map(eventOf).map(({ type, occurredOn, data }, index) => ({
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    type,
    version: 1,
    data: JSON.stringify(data),
    occurredOn,
    metadata: { actor: 'u', correlationId: 'c', causationId: 'c', commandId: 'c' },
  }))
  if (events.length > 0) ok(await store.append(stream, 'noStream', events)())
  return openProjections({ store, codec, batchSize }, [kpisProjection])
}

const codec = ok(
  eventCodec({ ...customerEvents, ...complaintEvents, ...regionEvents, ...regionSalesEvents }, CalendarDate),
)

type Told = { readonly type: string; readonly occurredOn: string; readonly data: unknown }

const eventOf = (fact: Fact): Told => {
  switch (fact.fact) {
    case 'sale': {
      const { line } = fact
      const ending = line.net < 0 ? 'Returned' : 'Recorded'
      return line.customer === null
        ? { type: `UnattributedSale${ending}`, occurredOn: line.on, data: { line: lineOf(line) } }
        : {
            type: `Purchase${ending}`,
            occurredOn: line.on,
            data: { customer: line.customer, line: lineOf(line) },
          }
    }
    case 'correction': {
      const { before, after } = fact
      const [type, about] =
        before.customer === null
          ? ['UnattributedSaleCorrected', {}]
          : ['PurchaseCorrected', { customer: before.customer }]
      const data = {
        ...about,
        before: datedLineOf(before),
        after: datedLineOf(after),
        reason: 'entered wrongly',
      }
      return { type, occurredOn: after.on, data }
    }
    case 'registration': {
      const { customer, region, on } = fact
      const data = { customer, region, profile: { name: customer }, ...ownerOf(fact) }
      return { type: 'CustomerRegistered', occurredOn: on, data }
    }
    case 'answer': {
      const data = {
        customer: 'asked',
        region: fact.region,
        answer: { [fact.scale]: fact.value },
        ...ownerOf(fact),
      }
      return { type: 'SatisfactionRecorded', occurredOn: fact.on, data }
    }
    case 'complaint': {
      const data = {
        ...aboutComplaint(fact),
        receivedAt: `${fact.on}T04:00:00.000Z`,
        complainant: { subject: 's', value: 'somebody' },
        channel: 'phone',
        content: { subject: 's', value: 'broken' },
        deadlines,
        resolveBy: '2030-01-01',
      }
      return { type: 'ComplaintReceived', occurredOn: fact.on, data }
    }
    case 'complaintEnds': {
      const reopening =
        fact.how === 'Reopened' ? { from: 'rejected', count: 1, deadlines, resolveBy: '2030-01-01' } : {}
      const merging = fact.how === 'Merged' ? { into: 'another' } : {}
      const data = { ...aboutComplaint(fact.complaint), reason: 'so it is', ...reopening, ...merging }
      return { type: `Complaint${fact.how}`, occurredOn: fact.on, data }
    }
    case 'followUp': {
      const data = { ...aboutComplaint(fact.complaint), attempt: 1, outcome: fact.outcome }
      return { type: 'ComplaintFollowedUp', occurredOn: fact.on, data }
    }
    case 'opening': {
      const data = { region: fact.region, name: fact.region, timeZone: 'Asia/Shanghai', currency: 'CNY' }
      return { type: 'RegionOpened', occurredOn: fact.on, data }
    }
    case 'policy': {
      const policy = { ...Policy.encode(defaultPolicy), kpis: fact.rules }
      const data = { region: fact.region, version: fact.version, effectiveFrom: fact.from, policy }
      return { type: 'PolicyAdopted', occurredOn: fact.from, data }
    }
    case 'target': {
      const { region, kpi, period, target } = fact
      return {
        type: 'TargetSet',
        occurredOn: '2019-01-01',
        data: { region, kpi, period, target, ...ownerOf(fact) },
      }
    }
  }
}

const lineOf = ({ id, region, owner, document, net, cost }: Line) => ({
  purchase: id,
  region,
  currency: 'CNY',
  netAmount: net,
  ...(cost === null ? {} : { costAmount: cost }),
  ...(document === null ? {} : { document }),
  ...ownerOf({ owner }),
})
const datedLineOf = (line: Line) => ({ ...lineOf(line), occurredOn: line.on })

const ownerOf = ({ owner }: { readonly owner: string | null }) => (owner === null ? {} : { owner })

const aboutComplaint = ({ id, region, owner }: Complaint) => ({
  complaint: id,
  customer: 'c',
  region,
  ...ownerOf({ owner }),
})

const deadlines = {
  policy: 'default-1',
  acknowledgeBy: '2030-01-01',
  investigateBy: '2030-01-01',
  progressBy: '2030-01-01',
  progressWorkingDays: 3,
  resolveBy: { minor: '2030-01-01', major: '2030-01-01', critical: '2030-01-01' },
  followUpAfterDays: 3,
  followUpWithinDays: 7,
  followUpAttemptsMax: 3,
}

export const opening: Fact = { fact: 'opening', region: 'East', on: '2020-01-01' }

let lines = 0
export const line = (with_: Partial<Line> & Pick<Line, 'customer' | 'on'>): Line => ({
  ...{ id: `line-${lines++}`, region: 'East', owner: null, document: null, net: 100, cost: null },
  ...with_,
})
export const sale = (with_: Partial<Line> & Pick<Line, 'customer' | 'on'>): Fact => ({
  fact: 'sale',
  line: line(with_),
})

/** One KPI's actual in every region that answers. */
export const actuals = async (
  facts: ReadonlyArray<Fact>,
  kpi: string,
  query: { readonly period: string; readonly owner?: string },
) =>
  Object.fromEntries((await answers(facts, query)).map((region) => [region.region, of(region, kpi).actual]))

export const of = (region: RegionKpis | undefined, kpi: string): KpiAnswer => {
  const found = region?.kpis.find((answer) => answer.kpi === kpi)
  if (found === undefined) throw new Error(`No ${kpi} in ${region?.region}`)
  return found
}

export const shown = (value: bigint | Quotient | null): string | null =>
  value === null ? null : typeof value === 'bigint' ? String(value) : percent(value)

export const made = <A, O>(type: t.Type<A, O>, input: unknown): A => ok(type.decode(input))

export function ok<A>(either: Either<unknown, A>): A {
  if (isLeft(either)) throw new Error(`Expected success, got: ${JSON.stringify(either.left)}`)
  return either.right
}
