import * as t from 'io-ts'
import { match } from 'ts-pattern'
import { defaultPolicyInForce } from '../../policy/default-policy.ts'
import { Kpi } from '../../policy/kpis.ts'
import { Policy, type PolicyInForce } from '../../policy/policy.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, UserId } from '../../vocabulary/code.ts'
import type { Draft } from '../../vocabulary/draft.ts'
import { fields } from '../../vocabulary/fields.ts'
import { TimeZone } from '../../vocabulary/instant.ts'
import { Currency } from '../../vocabulary/money.ts'
import { Period } from '../../vocabulary/period.ts'
import { Text } from '../../vocabulary/text.ts'
import { Subject, subjectKey } from '../subject.ts'
import type { TermsEvent } from './events.ts'
import { TargetValue } from './target.ts'

/**
 * A region's terms, policies and targets: what read models need of a region. It has a codec because they keep it as part of
 * their state; whatever else a region knows stays out of it.
 */
export const RegionTerms = fields('RegionTerms', {
  opened: t.union([
    t.null,
    fields(
      'Opened',
      { name: Text, timeZone: TimeZone, currency: Currency, openedOn: CalendarDate },
      { founder: UserId },
    ),
  ]),
  /** In the order of adoption. */
  policies: t.readonlyArray(
    fields('AdoptedPolicy', { version: Code, effectiveFrom: CalendarDate, policy: Policy }),
  ),
  targets: t.readonlyArray(
    fields('Target', { kpi: Kpi, period: Period, subject: Subject, target: TargetValue }),
  ),
})
export type RegionTerms = t.TypeOf<typeof RegionTerms>

export const initialTerms: RegionTerms = { opened: null, policies: [], targets: [] }

/** One event further; the state given is left alone. */
export const evolveTerms = (state: RegionTerms, event: TermsEvent): RegionTerms => {
  const draft = { ...state }
  applyTerms(draft, event)
  return draft
}

export const applyTerms = (draft: Draft<RegionTerms>, event: TermsEvent): void =>
  match<TermsEvent, void>(event)
    .with({ type: 'RegionOpened' }, ({ occurredOn, data: { region: _, ...terms } }) => {
      draft.opened = { ...terms, openedOn: occurredOn }
    })
    .with({ type: 'PolicyAdopted' }, ({ data: { region: _, ...adopted } }) => {
      draft.policies = [...draft.policies, adopted]
    })
    .with({ type: 'TargetSet' }, ({ data: { region: _, ...set } }) => {
      const others = draft.targets.filter(
        ({ kpi, period, subject }) =>
          kpi !== set.kpi || period !== set.period || subjectKey(subject) !== subjectKey(set.subject),
      )
      draft.targets = [...others, set]
    })
    .exhaustive()

/**
 * The policy in force on a date: of those effective by then the latest effective, and of equals the last adopted;
 * before any, the default.
 */
export const policyOn = (state: RegionTerms, date: CalendarDate): PolicyInForce =>
  state.policies.reduce<{ version: string; policy: Policy; effectiveFrom: string }>(
    (best, adopted) =>
      adopted.effectiveFrom <= date && adopted.effectiveFrom >= best.effectiveFrom ? adopted : best,
    { ...defaultPolicyInForce, effectiveFrom: '' },
  )

/** Whether a region adopted a policy under that name; everybody has the default. */
export const knowsPolicy = (state: RegionTerms, version: Code): boolean =>
  version === defaultPolicyInForce.version || state.policies.some((adopted) => adopted.version === version)

/** The target of a KPI for a period, of the region, a team or one of its people; null where none was set. */
export const targetFor = (
  state: RegionTerms,
  kpi: Kpi,
  period: Period,
  subject: Subject,
): TargetValue | null =>
  state.targets.find(
    (other) =>
      other.kpi === kpi && other.period === period && subjectKey(other.subject) === subjectKey(subject),
  )?.target ?? null
