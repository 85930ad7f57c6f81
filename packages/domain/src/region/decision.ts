import { type Either, right } from 'fp-ts/lib/Either.js'
import { type Named, rulesFor } from '../aggregate/rule.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Code } from '../vocabulary/code.ts'
import { refuse } from '../vocabulary/rejection.ts'
import type { RegionCommand } from './commands.ts'
import type { RegionEvent } from './events.ts'
import type { OrganisationState, Team } from './organisation/state.ts'
import type { RegionRejection } from './rejections.ts'
import type { RegionStage } from './stages.ts'
import type { RegionState } from './state.ts'
import type { Subject } from './subject.ts'

// What the decisions about a region have in common.

/** What a command leads to: the events, or the fact that stands in its way. */
export type Decision = Either<RegionRejection, ReadonlyArray<RegionEvent>>
export type Command<Type extends RegionCommand['type']> = Named<RegionCommand, Type>
/** A condition: met, or the fact that stands in the way. */
export type Check = Either<RegionRejection, unknown>

export const accepted = (...events: ReadonlyArray<RegionEvent>): Decision => right(events)
export const met: Check = right(undefined)

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

export const nothingChanges = (what: string): Decision =>
  refuse('NothingChanges', `Nothing changes: the ${what} is so already.`, {})

/** Something is listed, and nothing twice. */
export const checkList = (list: string, values: ReadonlyArray<string>): Check => {
  if (values.length === 0)
    return refuse('ListEmpty', `Nothing is given as ${list}: name at least one.`, { list })
  return checkOnce(list, values)
}

export const checkOnce = (list: string, values: ReadonlyArray<string>): Check => {
  const twice = values.find((value, i) => values.indexOf(value) < i)
  return twice === undefined
    ? met
    : refuse('Repeated', `${twice} stands twice among the ${list}: name it once.`, { list, value: twice })
}

export const checkPeriod = (from: CalendarDate, until: CalendarDate | undefined): Check =>
  until !== undefined && until < from
    ? refuse('PeriodReversed', `The time ends (${until}) before it begins (${from}).`, { from, until })
    : met

/** Nothing is told of something on a day before it was there. */
export const notBefore = (earliest: CalendarDate, occurredOn: CalendarDate): Check =>
  occurredOn < earliest
    ? refuse('TooEarly', `${occurredOn} is before it began (${earliest}): give a day from then on.`, {
        earliest,
      })
    : met

export const atLeast = (amount: number, least: number): Check =>
  amount < least
    ? refuse('AmountTooSmall', `${amount} is too little: it takes at least ${least} in minor units.`, {
        amount,
        least,
      })
    : met

export const knownTeam = (state: OrganisationState, team: Code): Either<RegionRejection, Team> => {
  const known = state.teams.get(team)
  return known === undefined
    ? refuse('NoSuchTeam', `There is no team ${team}: form it first (FormTeam).`, { team })
    : right(known)
}

/** A team that was formed and not dissolved. */
export const standingTeam = (state: OrganisationState, team: Code): Either<RegionRejection, Team> => {
  const known = state.teams.get(team)
  return known === undefined || known.dissolvedOn === null
    ? knownTeam(state, team)
    : refuse('TeamDissolved', `Team ${team} was dissolved on ${known.dissolvedOn}: name a standing one.`, {
        team,
        dissolvedOn: known.dissolvedOn,
      })
}

export const knownSubject = (state: OrganisationState, subject: Subject): Check =>
  subject.kind === 'team' ? knownTeam(state, subject.team) : met

export const rule = rulesFor<RegionState, RegionEvent, RegionRejection, RegionStage>()
