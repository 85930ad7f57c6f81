import fc from 'fast-check'
import type { CustomerState } from '../../customer/state.ts'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, UserId } from '../../vocabulary/code.ts'
import type { Draw } from '../chance.ts'
import { make } from '../leaves.ts'

/** The moment in a customer's story at which somebody does something. */
export type Moment = {
  readonly draw: Draw
  readonly state: CustomerState
  readonly today: CalendarDate
}

/** An id that nothing of this customer has yet. */
export const fresh = ({ draw, state }: Pick<Moment, 'draw' | 'state'>, prefix = 'n'): Code =>
  make(Code, `${prefix}${state.purchases.size}.${state.contacts.size}.${draw(fc.nat({ max: 999_999 }))}`)

/** One of the ids known, or null when there is none. */
export const known = ({ draw }: Moment, ids: Iterable<string>): Code | null => {
  const all = [...ids]
  return all.length === 0 ? null : make(Code, draw(fc.constantFrom(...all)))
}

export const manager = make(UserId, 'manager')
export const tester = make(UserId, 'tester')
