import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { match, P } from 'ts-pattern'
import { checkPermission, type NotPermitted } from '../permissions/check.ts'
import { checkPolicy, type InconsistentPolicy } from '../policy/check-policy.ts'
import { kpis } from '../policy/kpis.ts'
import { type BusinessDateRejection, checkBusinessDate } from '../vocabulary/business-date.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Context, Decider } from '../vocabulary/decider.ts'
import { type Fact, refuse } from '../vocabulary/rejection.ts'
import type { RegionCommand } from './commands.ts'
import type { RegionEvent } from './events.ts'
import { evolve, initial, type RegionState, targetFor } from './state.ts'

/** Why a command on a region is refused. */
export type RegionRejection =
  | Fact<'RegionNotOpen', { region: string }>
  | Fact<'RegionAlreadyOpen', { openedOn: CalendarDate }>
  | Fact<'VersionExists', { version: string }>
  | Fact<'TargetNotWhole', { kpi: string }>
  | Fact<'TargetUnchanged'>
  | InconsistentPolicy
  | NotPermitted
  | BusinessDateRejection

type Decision = Either<RegionRejection, ReadonlyArray<RegionEvent>>

const decide =
  (context: Context) =>
  (command: RegionCommand, state: RegionState): Decision => {
    const dated = checkBusinessDate(context, command.occurredOn)
    if (isLeft(dated)) return dated
    const permitted = checkPermission(context, command.type)
    if (isLeft(permitted)) return permitted
    return match<[RegionState, RegionCommand], Decision>([state, command])
      .with([{ opened: null }, { type: 'OpenRegion' }], ([, { type: _, occurredOn, ...data }]) =>
        right([{ type: 'RegionOpened', occurredOn, data }]),
      )
      .with([{ opened: P.nonNullable }, { type: 'OpenRegion' }], ([{ opened }]) =>
        refuse(
          'RegionAlreadyOpen',
          `The region is open since ${opened.openedOn}: there is nothing to open.`,
          { openedOn: opened.openedOn },
        ),
      )
      .with([{ opened: null }, P._], ([, { region }]) =>
        refuse(
          'RegionNotOpen',
          `Region ${region} is not open: open it first, with its time zone and currency (OpenRegion).`,
          { region },
        ),
      )
      .with([P._, { type: 'AdoptPolicy' }], ([s, c]) => adoptPolicy(c, s))
      .with([P._, { type: 'SetTarget' }], ([s, c]) => setTarget(c, s))
      .exhaustive()
  }

/** 区域 sales region (policy 2): its time zone and currency, the policies it adopted, its targets. */
export const region: Decider<RegionCommand, RegionState, RegionEvent, RegionRejection> = {
  initial,
  decide,
  evolve,
}

type Command<Type extends RegionCommand['type']> = Extract<RegionCommand, { type: Type }>

/** A version once adopted is never replaced: answers of the past name it. */
const adoptPolicy = (c: Command<'AdoptPolicy'>, state: RegionState): Decision => {
  if (state.policies.some(({ version }) => version === c.version)) {
    return refuse(
      'VersionExists',
      `Policy version ${c.version} was adopted already: give the new one another name.`,
      { version: c.version },
    )
  }
  const consistent = checkPolicy(c.policy)
  if (isLeft(consistent)) return consistent
  const { type: _, occurredOn, ...data } = c
  return right([{ type: 'PolicyAdopted', occurredOn, data }])
}

const setTarget = (c: Command<'SetTarget'>, state: RegionState): Decision => {
  if (kpis[c.kpi].unit !== 'rate' && typeof c.target !== 'number') {
    return refuse(
      'TargetNotWhole',
      `The target of ${c.kpi} is a whole number (${kpis[c.kpi].unit === 'money' ? 'minor units' : 'a count'}), not a fraction.`,
      {
        kpi: c.kpi,
      },
    )
  }
  if (JSON.stringify(targetFor(state, c.kpi, c.period, c.owner ?? null)) === JSON.stringify(c.target)) {
    return refuse(
      'TargetUnchanged',
      `Nothing changes: this target of ${c.kpi} for ${c.period} is set already.`,
      {},
    )
  }
  const { type: _, occurredOn, ...data } = c
  return right([{ type: 'TargetSet', occurredOn, data }])
}
