import type * as t from 'io-ts'
import { fields } from '../../vocabulary/fields.ts'
import { PersonalText } from '../../vocabulary/personal.ts'
import { Text } from '../../vocabulary/text.ts'
import { CreditCode } from './credit-code.ts'

const facts = {
  address: Text,
  phone: PersonalText,
  email: PersonalText,
  legalRepresentative: PersonalText,
  /** 统一社会信用代码: unique over all customers. */
  creditCode: CreditCode,
}

/** 基本信息 (policy 4.1-A): the name is mandatory, the rest is counted as completeness (A21). */
export const Profile = fields('Profile', { name: Text }, facts)
export type Profile = t.TypeOf<typeof Profile>

/** The facts that changed; absent ones stay as they are. */
export const ProfileChanges = fields('ProfileChanges', {}, { name: Text, ...facts })
export type ProfileChanges = t.TypeOf<typeof ProfileChanges>
