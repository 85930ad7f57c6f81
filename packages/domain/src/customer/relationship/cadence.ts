import * as t from 'io-ts'
import { Interval } from '../../policy/interval.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { Text } from '../../vocabulary/text.ts'

/**
 * A customer's own cadence for a while (policy 5.1-B, A35). A `raise` can only shorten the tier's interval and is the
 * owner's decision; a `lower` lengthens it and names who approved it.
 */
export const CadenceAdjustment = fields(
  'CadenceAdjustment',
  {
    direction: t.union([t.literal('raise'), t.literal('lower')], 'raise or lower'),
    interval: Interval,
    reason: Text,
    from: CalendarDate,
    until: CalendarDate,
  },
  { approver: UserId },
)
export type CadenceAdjustment = t.TypeOf<typeof CadenceAdjustment>
