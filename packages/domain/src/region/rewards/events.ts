import * as t from 'io-ts'
import { Code, UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
import { Currency, MinorUnits } from '../../vocabulary/money.ts'
import { Period } from '../../vocabulary/period.ts'
import { PersonalText } from '../../vocabulary/personal.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'
import { Subject } from '../subject.ts'
import { RewardBand } from './band.ts'
import { MonetaryKind } from './monetary-kind.ts'

const reward = { ...region, reward: Code }
const proposed = { ...reward, subject: Subject, period: Period, proposer: UserId }

// Event names and fields are storage format: add, never rename or remove.
export const rewardEvents = {
  RewardPlanAdopted: firstVersion(
    fields('RewardPlanAdopted', { ...region, plan: Code, bands: t.readonlyArray(RewardBand) }),
  ),
  /** policy 8.2-A */
  MonetaryRewardProposed: firstVersion(
    fields(
      'MonetaryRewardProposed',
      { ...proposed, kind: MonetaryKind, amount: MinorUnits, currency: Currency },
      { plan: Code },
    ),
  ),
  /** policy 8.2-B */
  RecognitionProposed: firstVersion(
    fields(
      'RecognitionProposed',
      { ...proposed, kind: Code, title: Text, public: t.boolean },
      { plan: Code },
    ),
  ),
  RewardApproved: firstVersion(fields('RewardApproved', { ...reward, approver: UserId })),
  RewardRejected: firstVersion(fields('RewardRejected', { ...reward, reason: PersonalText })),
  RewardGranted: firstVersion(fields('RewardGranted', reward)),
} as const satisfies EventDefinitions

export type RewardEvent = EventOf<typeof rewardEvents>
