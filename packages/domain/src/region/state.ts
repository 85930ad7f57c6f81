import * as t from 'io-ts'
import { match } from 'ts-pattern'
import { defaultPolicyInForce } from '../policy/default-policy.ts'
import { Kpi } from '../policy/kpis.ts'
import { Policy, type PolicyInForce } from '../policy/policy.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, UserId } from '../vocabulary/code.ts'
import { fields } from '../vocabulary/fields.ts'
import { TimeZone } from '../vocabulary/instant.ts'
import { Currency } from '../vocabulary/money.ts'
import { Period } from '../vocabulary/period.ts'
import { Text } from '../vocabulary/text.ts'
import type { RegionEvent } from './events.ts'
import { TargetValue } from './target.ts'

/** A region's terms, policies and targets. It has a codec because read models keep it as part of their state. */
export const RegionState = fields('RegionState', {
  opened: t.union([
    t.null,
    fields('Opened', { name: Text, timeZone: TimeZone, currency: Currency, openedOn: CalendarDate }),
  ]),
  /** In the order of adoption. */
  policies: t.readonlyArray(
    fields('AdoptedPolicy', { version: Code, effectiveFrom: CalendarDate, policy: Policy }),
  ),
  targets: t.readonlyArray(
    fields('Target', { kpi: Kpi, period: Period, owner: t.union([t.null, UserId]), target: TargetValue }),
  ),
})
export type RegionState = t.TypeOf<typeof RegionState>

export const initial: RegionState = { opened: null, policies: [], targets: [] }

export const evolve = (state: RegionState, event: RegionEvent): RegionState =>
  match<RegionEvent, RegionState>(event)
    .with({ type: 'RegionOpened' }, ({ occurredOn, data: { region: _, ...terms } }) => ({
      ...state,
      opened: { ...terms, openedOn: occurredOn },
    }))
    .with({ type: 'PolicyAdopted' }, ({ data: { region: _, ...adopted } }) => ({
      ...state,
      policies: [...state.policies, adopted],
    }))
    .with({ type: 'TargetSet' }, ({ data: { kpi, period, owner = null, target } }) => ({
      ...state,
      targets: [
        ...state.targets.filter(
          (other) => other.kpi !== kpi || other.period !== period || other.owner !== owner,
        ),
        { kpi, period, owner, target },
      ],
    }))
    .exhaustive()

/**
 * The policy in force on a date: of those effective by then the latest effective, and of equals the last adopted;
 * before any, the default.
 */
export const policyOn = (state: RegionState, date: CalendarDate): PolicyInForce =>
  state.policies.reduce<{ version: string; policy: Policy; effectiveFrom: string }>(
    (best, adopted) =>
      adopted.effectiveFrom <= date && adopted.effectiveFrom >= best.effectiveFrom ? adopted : best,
    { ...defaultPolicyInForce, effectiveFrom: '' },
  )

/** The target of a KPI for a period, of the region (owner null) or one of its people; null where none was set. */
export const targetFor = (
  state: RegionState,
  kpi: Kpi,
  period: Period,
  owner: UserId | null,
): TargetValue | null =>
  state.targets.find((other) => other.kpi === kpi && other.period === period && other.owner === owner)
    ?.target ?? null
