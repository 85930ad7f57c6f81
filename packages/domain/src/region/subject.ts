import * as t from 'io-ts'
import { Code, UserId } from '../vocabulary/code.ts'
import { fields } from '../vocabulary/fields.ts'

/** Whose target, assessment or reward it is: the region's, a team's or one person's (policy 8.1, 8.2). */
export const Subject = t.union(
  [
    fields('RegionSubject', { kind: t.literal('region') }),
    fields('TeamSubject', { kind: t.literal('team'), team: Code }),
    fields('PersonSubject', { kind: t.literal('person'), user: UserId }),
  ],
  'Subject {kind: "region"}, {kind: "team", team} or {kind: "person", user}',
)
export type Subject = t.TypeOf<typeof Subject>

/** A person, or the region where nobody is named. */
export const subjectOf = (owner: UserId | null): Subject =>
  owner === null ? { kind: 'region' } : { kind: 'person', user: owner }

/** Equal subjects have equal keys, and no two others have. */
export const subjectKey = (subject: Subject): string =>
  subject.kind === 'region'
    ? 'region'
    : subject.kind === 'team'
      ? `team ${subject.team}`
      : `person ${subject.user}`

/** A subject in a sentence. */
export const describeSubject = (subject: Subject): string =>
  subject.kind === 'region'
    ? 'the region'
    : subject.kind === 'team'
      ? `team ${subject.team}`
      : `${subject.user}`
