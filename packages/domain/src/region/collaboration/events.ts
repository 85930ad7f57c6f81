import * as t from 'io-ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, CustomerId, UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'
import { ItemKind } from './item-kind.ts'

// Event names and fields are storage format: add, never rename or remove.
export const collaborationEvents = {
  /** policy 7.1-A; without a team it was the whole region's. */
  TeamMeetingHeld: firstVersion(
    fields(
      'TeamMeetingHeld',
      {
        ...region,
        meeting: Code,
        participants: t.readonlyArray(UserId),
        topics: t.readonlyArray(Text),
      },
      { team: Code },
    ),
  ),
  /** policy 7.1-A */
  ItemShared: firstVersion(
    fields('ItemShared', { ...region, item: Code, kind: ItemKind, text: Text }, { customer: CustomerId }),
  ),
  /** policy 7.2-A */
  CampaignRun: firstVersion(
    fields('CampaignRun', {
      ...region,
      campaign: Code,
      name: Text,
      goal: Text,
      from: CalendarDate,
      until: CalendarDate,
    }),
  ),
  /** policy 3.1-A */
  IndustryApproachSet: firstVersion(
    fields('IndustryApproachSet', { ...region, industry: Code, approach: Text }),
  ),
  /** policy 3.1-A */
  IndustryTrendNoted: firstVersion(
    fields(
      'IndustryTrendNoted',
      { ...region, industry: Code, trend: Text },
      { painPoints: t.readonlyArray(Text), source: Text, publishedOn: CalendarDate },
    ),
  ),
} as const satisfies EventDefinitions

export type CollaborationEvent = EventOf<typeof collaborationEvents>
