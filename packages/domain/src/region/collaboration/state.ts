import { match } from 'ts-pattern'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Code } from '../../vocabulary/code.ts'
import type { Draft } from '../../vocabulary/draft.ts'
import type { Text } from '../../vocabulary/text.ts'
import type { CollaborationEvent } from './events.ts'

export type TeamMeeting = {
  /** Null for the whole region's. */
  readonly team: Code | null
  readonly on: CalendarDate
}

export type CollaborationState = {
  readonly meetings: ReadonlyMap<Code, TeamMeeting>
  readonly items: ReadonlySet<Code>
  readonly campaigns: ReadonlySet<Code>
  /** How an industry is sold to now. */
  readonly approaches: ReadonlyMap<Code, Text>
}

export const initialCollaboration: CollaborationState = {
  meetings: new Map(),
  items: new Set(),
  campaigns: new Set(),
  approaches: new Map(),
}

export const applyCollaboration = (draft: Draft<CollaborationState>, event: CollaborationEvent): void =>
  match<CollaborationEvent, void>(event)
    .with({ type: 'TeamMeetingHeld' }, ({ occurredOn, data: { meeting, team = null } }) => {
      draft.meetings.set(meeting, { team, on: occurredOn })
    })
    .with({ type: 'ItemShared' }, ({ data: { item } }) => {
      draft.items.add(item)
    })
    .with({ type: 'CampaignRun' }, ({ data: { campaign } }) => {
      draft.campaigns.add(campaign)
    })
    .with({ type: 'IndustryApproachSet' }, ({ data: { industry, approach } }) => {
      draft.approaches.set(industry, approach)
    })
    // What is learnt of an industry decides nothing: it is read from the log.
    .with({ type: 'IndustryTrendNoted' }, () => undefined)
    .exhaustive()
