import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Context } from './context.ts'

/** The business date lies after the day on which it is told. */
export type InTheFuture = {
  readonly _tag: 'InTheFuture'
  readonly occurredOn: CalendarDate
  readonly today: CalendarDate
  readonly message: string
}

/** The business date lies further back than the policy lets facts be entered. */
export type BackDatedTooFar = {
  readonly _tag: 'BackDatedTooFar'
  readonly occurredOn: CalendarDate
  readonly earliest: CalendarDate
  readonly message: string
}

export type BusinessDateRejection = InTheFuture | BackDatedTooFar

/**
 * Facts are told after they happened, and not too long after; imports and other entry of history may reach back as far
 * as they like.
 * @source not from the policy, which gives no bound; `entry.backDatingDaysMax`
 */
export const checkBusinessDate = (
  context: Context,
  occurredOn: CalendarDate,
): Either<BusinessDateRejection, CalendarDate> => {
  if (occurredOn > context.today) {
    return left({
      _tag: 'InTheFuture',
      occurredOn,
      today: context.today,
      message: `${occurredOn} has not come yet (today is ${context.today}): tell a fact when it has happened.`,
    })
  }
  const earliest = addDays(context.today, -context.policy.policy.entry.backDatingDaysMax)
  if (!context.historical && occurredOn < earliest) {
    return left({
      _tag: 'BackDatedTooFar',
      occurredOn,
      earliest,
      message: `${occurredOn} is more than ${context.policy.policy.entry.backDatingDaysMax} days ago (the earliest is ${earliest}): enter it as history, or adopt a policy that allows it.`,
    })
  }
  return right(occurredOn)
}
