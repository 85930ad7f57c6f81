import { match } from 'ts-pattern'
import type { BuyingRole } from '../../vocabulary/buying-role.ts'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { UserId } from '../../vocabulary/code.ts'
import type { Draft } from '../../vocabulary/draft.ts'
import type { InformationEvent } from './events.ts'
import type { Section } from './facts.ts'
import type { Profile } from './profile.ts'
import type { Segment } from './segment.ts'
import { type FactSource, type FactSources, ProfileFact } from './source.ts'

/** What is known of a fact of the profile besides the fact. */
export type Provenance = {
  readonly source: FactSource | null
  readonly verified: { readonly on: CalendarDate; readonly by: UserId } | null
}

/** What a decision needs to know of somebody at the customer. */
export type PersonFacts = {
  readonly roles: ReadonlyArray<BuyingRole>
  readonly keyContact: boolean
  readonly birthdayKnown: boolean
}

/** What is known of the customer. */
export type InformationState = {
  readonly profile: Profile | null
  readonly provenance: ReadonlyMap<ProfileFact, Provenance>
  readonly segment: Segment | null
  readonly business: Extract<InformationEvent, { type: 'BusinessFactsRecorded' }>['data'] | null
  /** The buying center: the people who take part in buying, by their ids. */
  readonly people: ReadonlyMap<string, PersonFacts>
  readonly insights: ReadonlySet<string>
  readonly majorChanges: ReadonlySet<string>
  /** When each section was last looked through. */
  readonly reviews: ReadonlyMap<Section, CalendarDate>
}

export const initialInformation: InformationState = {
  profile: null,
  provenance: new Map(),
  segment: null,
  business: null,
  people: new Map(),
  insights: new Set(),
  majorChanges: new Set(),
  reviews: new Map(),
}

/** Who is a key contact (policy 4.1-D); at least one is suggested (A24). */
export const keyContactsOf = ({ people }: Pick<InformationState, 'people'>): ReadonlyArray<string> =>
  [...people].filter(([, { keyContact }]) => keyContact).map(([person]) => person)

/** The facts given now come from these sources, and nobody has verified them yet. */
export const noteSources = (
  draft: Pick<Draft<InformationState>, 'provenance'>,
  facts: object,
  sources: FactSources = {},
): void => {
  for (const fact of Object.keys(facts).filter(ProfileFact.is)) {
    draft.provenance.set(fact, { source: sources[fact] ?? null, verified: null })
  }
}

export const applyInformation = (draft: Draft<InformationState>, event: InformationEvent): void =>
  match(event)
    .with({ type: 'ProfileCorrected' }, ({ data }) => {
      if (draft.profile === null) return
      draft.profile = { ...draft.profile, ...data.changes }
      noteSources(draft, data.changes, data.sources)
    })
    .with({ type: 'FactVerified' }, ({ occurredOn, data }) => {
      const source = draft.provenance.get(data.fact)?.source ?? null
      draft.provenance.set(data.fact, { source, verified: { on: occurredOn, by: data.verifiedBy } })
    })
    .with({ type: 'CustomerSegmented' }, ({ data }) => {
      draft.segment = data.segment
    })
    .with({ type: 'BusinessFactsRecorded' }, ({ data }) => {
      draft.business = data
    })
    .with({ type: 'PersonAdded' }, ({ data }) => {
      draft.people.set(data.person, { roles: data.roles, keyContact: false, birthdayKnown: false })
    })
    .with({ type: 'PersonChanged' }, ({ data }) => changePerson(draft, data.person, { roles: data.roles }))
    .with({ type: 'PersonRemoved' }, ({ data }) => {
      draft.people.delete(data.person)
    })
    .with({ type: 'KeyContactNamed' }, ({ data }) => changePerson(draft, data.person, { keyContact: true }))
    .with({ type: 'KeyContactWithdrawn' }, ({ data }) =>
      changePerson(draft, data.person, { keyContact: false }),
    )
    .with({ type: 'BirthdayRecorded' }, ({ data }) =>
      changePerson(draft, data.person, { birthdayKnown: true }),
    )
    .with({ type: 'BirthdayForgotten' }, ({ data }) =>
      changePerson(draft, data.person, { birthdayKnown: false }),
    )
    .with({ type: 'InsightRecorded' }, ({ data }) => {
      draft.insights.add(data.insight)
    })
    .with({ type: 'SectionReviewed' }, ({ occurredOn, data }) => {
      draft.reviews.set(data.section, occurredOn)
    })
    .with({ type: 'MajorChangeRecorded' }, ({ data }) => {
      draft.majorChanges.add(data.change)
    })
    .with(
      { type: 'SellingPointRecorded' },
      { type: 'BuyingProcessRecorded' },
      { type: 'DevelopmentPlanRecorded' },
      () => undefined,
    )
    .exhaustive()

const changePerson = (draft: Draft<InformationState>, id: string, news: Partial<PersonFacts>): void => {
  const known = draft.people.get(id)
  if (known !== undefined) draft.people.set(id, { ...known, ...news })
}
