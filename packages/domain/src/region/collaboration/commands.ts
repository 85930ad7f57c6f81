import * as t from 'io-ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, CustomerId, UserId } from '../../vocabulary/code.ts'
import { command } from '../../vocabulary/messages.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'
import { ItemKind } from './item-kind.ts'

// What a team tells itself and the market (policy 3.1-A, 7.1, 7.2-A).
export const collaborationCommands = {
  /**
   * Of a team, or of the whole region.
   * @clause 66
   */
  HoldTeamMeeting: command(
    'HoldTeamMeeting',
    {
      ...region,
      meeting: Code,
      participants: t.readonlyArray(UserId),
      topics: t.readonlyArray(Text),
    },
    { team: Code },
  ),
  /**
   * On the internal platform, for everybody.
   * @clause 66
   */
  ShareItem: command(
    'ShareItem',
    { ...region, item: Code, kind: ItemKind, text: Text },
    { customer: CustomerId },
  ),
  /** @clause 70 */
  RunCampaign: command('RunCampaign', {
    ...region,
    campaign: Code,
    name: Text,
    goal: Text,
    from: CalendarDate,
    until: CalendarDate,
  }),
  /** @clause 5 */
  SetIndustryApproach: command('SetIndustryApproach', { ...region, industry: Code, approach: Text }),
  /** @clause 6 */
  NoteIndustryTrend: command(
    'NoteIndustryTrend',
    { ...region, industry: Code, trend: Text },
    { painPoints: t.readonlyArray(Text), source: Text, publishedOn: CalendarDate },
  ),
} as const
