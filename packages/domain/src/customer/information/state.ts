import { match } from 'ts-pattern'
import type { Draft } from '../../vocabulary/draft.ts'
import type { InformationEvent } from './events.ts'
import type { Profile } from './profile.ts'
import type { Segment } from './segment.ts'

/** What is known of the customer. */
export type InformationState = {
  readonly profile: Profile | null
  readonly segment: Segment | null
}

export const initialInformation: InformationState = { profile: null, segment: null }

export const applyInformation = (draft: Draft<InformationState>, event: InformationEvent): void =>
  match(event)
    .with({ type: 'ProfileCorrected' }, ({ data }) => {
      if (draft.profile !== null) draft.profile = { ...draft.profile, ...data.changes }
    })
    .with({ type: 'CustomerSegmented' }, ({ data }) => {
      draft.segment = data.segment
    })
    .exhaustive()
