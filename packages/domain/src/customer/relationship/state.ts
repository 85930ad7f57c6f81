import { match } from 'ts-pattern'
import type { Draft } from '../../vocabulary/draft.ts'
import type { RelationshipEvent } from './events.ts'

/** How we kept in touch. */
export type RelationshipState = {
  /** Ids of the contacts recorded. */
  readonly contacts: ReadonlySet<string>
}

export const initialRelationship: RelationshipState = { contacts: new Set() }

export const applyRelationship = (draft: Draft<RelationshipState>, event: RelationshipEvent): void =>
  match(event)
    .with({ type: 'ContactRecorded' }, ({ data }) => {
      draft.contacts.add(data.contact)
    })
    .with({ type: 'SatisfactionRecorded' }, { type: 'CadenceAdjusted' }, () => undefined)
    .exhaustive()
