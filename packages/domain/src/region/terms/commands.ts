import { Kpi } from '../../policy/kpis.ts'
import { Policy } from '../../policy/policy.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, UserId } from '../../vocabulary/code.ts'
import { TimeZone } from '../../vocabulary/instant.ts'
import { command } from '../../vocabulary/messages.ts'
import { Currency } from '../../vocabulary/money.ts'
import { Period } from '../../vocabulary/period.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'
import { TargetValue } from './target.ts'

// What a region is bound by: its money and time, its policy, its targets.
export const termsCommands = {
  OpenRegion: command('OpenRegion', { ...region, name: Text, timeZone: TimeZone, currency: Currency }),
  AdoptPolicy: command('AdoptPolicy', {
    ...region,
    version: Code,
    effectiveFrom: CalendarDate,
    policy: Policy,
  }),
  /** Of one of its people (`owner`) or of a team; without either it is the region's. */
  SetTarget: command(
    'SetTarget',
    { ...region, kpi: Kpi, period: Period, target: TargetValue },
    { owner: UserId, team: Code },
  ),
} as const
