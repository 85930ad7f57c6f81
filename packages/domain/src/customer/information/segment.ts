import * as t from 'io-ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { Count } from '../../vocabulary/fraction.ts'
import { Text } from '../../vocabulary/text.ts'

/** policy 3.1-B */
export const SizeClass = t.union(
  [t.literal('large'), t.literal('medium'), t.literal('small')],
  'SizeClass large, medium or small',
)
export type SizeClass = t.TypeOf<typeof SizeClass>

/**
 * 客户分类 (policy 3.1). The industry is an open list of codes, filled with the policy's three (`manufacturing`,
 * `services`, `technology`) and the section letters of GB/T 4754 (A3); the size is declared, with what it rests on (A4).
 */
export const Segment = fields(
  'Segment',
  { industry: Code, size: SizeClass },
  {
    /** The industry in the customer's own words. */
    industryLabel: Text,
    staff: Count,
    /** Yearly revenue in major units of the region's currency, rounded down. */
    revenue: Count,
    /** The day the figures speak of. */
    basisOn: CalendarDate,
  },
)
export type Segment = t.TypeOf<typeof Segment>
