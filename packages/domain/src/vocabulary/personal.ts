import * as t from 'io-ts'
import { fields } from './fields.ts'
import { Text } from './text.ts'

// Names of people, phones, birthdays, preferences, free text about people: always in this one shape, so that they can
// be sealed or erased later without touching anything else (A42). `subject` is a random id, the same for one person's values.

const subject = { subject: Text }

/** A personal value: in clear, sealed under a key, or erased. */
export const personal = <A, O>(value: t.Type<A, O>) =>
  t.union(
    [
      fields('Personal', { ...subject, value }),
      fields('SealedPersonal', { ...subject, sealed: Text, key: Text }),
      fields('ErasedPersonal', { ...subject, erased: t.literal(true) }),
    ],
    'Personal {subject, value}',
  )

export const PersonalText = personal(Text)
export type PersonalText = t.TypeOf<typeof PersonalText>
