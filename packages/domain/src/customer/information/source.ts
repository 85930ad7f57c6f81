import * as t from 'io-ts'
import { Code } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { Text } from '../../vocabulary/text.ts'

/** How a fact came to us (policy 4.2): a visit, a survey, public sources, a document, the customer's own word. */
export const Channel = t.keyof(
  { visit: null, survey: null, public: null, document: null, customer: null, other: null },
  'Channel visit, survey, public, document, customer or other',
)
export type Channel = t.TypeOf<typeof Channel>

/** Where a fact comes from; one heard on a visit names the contact at which it was heard. */
export const FactSource = fields('FactSource', { channel: Channel }, { contact: Code, reference: Text })
export type FactSource = t.TypeOf<typeof FactSource>

const facts = {
  name: null,
  address: null,
  phone: null,
  email: null,
  legalRepresentative: null,
  creditCode: null,
} as const

/** The facts of a profile that have a source and can be verified, each for itself (A22). */
export const ProfileFact = t.keyof(
  facts,
  'ProfileFact name, address, phone, email, legalRepresentative or creditCode',
)
export type ProfileFact = t.TypeOf<typeof ProfileFact>

export const profileFacts: ReadonlyArray<ProfileFact> = Object.keys(facts).filter(ProfileFact.is)

/** Where the facts of a profile come from, each for itself. */
export const FactSources = fields(
  'FactSources',
  {},
  {
    name: FactSource,
    address: FactSource,
    phone: FactSource,
    email: FactSource,
    legalRepresentative: FactSource,
    creditCode: FactSource,
  },
)
export type FactSources = t.TypeOf<typeof FactSources>
