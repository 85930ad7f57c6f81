import * as t from 'io-ts'
import { Tier } from '../../policy/policy.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, ComplaintId, OpportunityId, RegionId } from '../../vocabulary/code.ts'
import { Positive } from '../../vocabulary/fraction.ts'
import { PersonalText } from '../../vocabulary/personal.ts'
import { Text } from '../../vocabulary/text.ts'

// The facts that a command states and its event keeps, each once.

/** policy 5.1-C: what the customer said of us; a complaint only once the customer, or whoever heard it, says so (A36). */
export const feedback = {
  required: { feedback: Code, text: PersonalText },
  optional: { contact: Code, product: Text },
}
export const resolvedFeedback = { feedback: Code, solution: Text }
export const escalatedFeedback = { feedback: Code, complaint: ComplaintId }

/** policy 3.2-A: what the customer needs. */
export const need = { need: Code, description: PersonalText }
export const metNeed = { required: { need: Code, how: Text }, optional: { opportunity: OpportunityId } }
export const declinedNeed = { need: Code, reason: Text }

export const GreetingChannel = t.keyof(
  { message: null, mail: null, email: null, call: null, card: null, flowers: null, gift: null, visit: null },
  'message, mail, email, call, card, flowers, gift or visit',
)

/** policy 3.2-C: basic product information for whoever is not visited often. */
export const materials = {
  materials: Code,
  products: t.readonlyArray(Text),
  channel: GreetingChannel,
}

/** policy 3.2-C: the tier the customer is to reach in a region, by when and how. */
export const upgradeGoal = { region: RegionId, tier: Tier, by: CalendarDate, steps: Text }

/** policy 4.2-B */
export const survey = {
  survey: Code,
  person: Code,
  kind: t.union([t.literal('questionnaire'), t.literal('phone')], 'questionnaire or phone'),
  questions: Positive,
}

/** policy 4.2-B: what the answers say, and what is done about it. */
export const surveyAnalysis = {
  required: { survey: Code, findings: Text },
  optional: { measures: t.readonlyArray(Text) },
}

/** policy 6.1-B: a chance seen in the news of the industry, told to the customer. */
export const news = {
  required: { insight: Code, text: Text, channel: GreetingChannel },
  optional: { person: Code },
}
