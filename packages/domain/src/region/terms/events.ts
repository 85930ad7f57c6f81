import { completePolicy } from '../../policy/earlier-policies.ts'
import { Kpi } from '../../policy/kpis.ts'
import { Policy } from '../../policy/policy.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { TimeZone } from '../../vocabulary/instant.ts'
import {
  type EventDefinitions,
  type EventOf,
  firstVersion,
  laterVersion,
  type Upcast,
} from '../../vocabulary/messages.ts'
import { Currency } from '../../vocabulary/money.ts'
import { Period } from '../../vocabulary/period.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'
import { Subject } from '../subject.ts'
import { TargetValue } from './target.ts'

/** Version 1 knew no teams: it named an owner, or nobody where the target was the region's. */
const nameSubject: Upcast = (data) => {
  const { owner, ...target }: { readonly owner?: unknown } =
    typeof data === 'object' && data !== null ? data : {}
  return {
    ...target,
    subject: owner === undefined ? { kind: 'region' } : { kind: 'person', user: owner },
  }
}

// Event names and fields are storage format: add, never rename or remove.
export const termsEvents = {
  /** policy 2; `founder` is who opened it, where that was written down. */
  RegionOpened: firstVersion(
    fields(
      'RegionOpened',
      { ...region, name: Text, timeZone: TimeZone, currency: Currency },
      { founder: UserId },
    ),
  ),
  /** Every threshold, cadence and weight from `effectiveFrom` on; the event's date is that of the adoption. */
  PolicyAdopted: laterVersion(
    fields('PolicyAdopted', { ...region, version: Code, effectiveFrom: CalendarDate, policy: Policy }),
    completePolicy,
  ),
  /** policy 8.1 */
  TargetSet: laterVersion(
    fields('TargetSet', { ...region, kpi: Kpi, period: Period, subject: Subject, target: TargetValue }),
    nameSubject,
  ),
} as const satisfies EventDefinitions

export type TermsEvent = EventOf<typeof termsEvents>
