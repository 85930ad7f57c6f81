import * as t from 'io-ts'

/** What part somebody plays in buying, for the customer as a whole and for one deal (policy 4.1-D, A24). */
export const BuyingRole = t.keyof(
  {
    decisionMaker: null,
    economicBuyer: null,
    technicalEvaluator: null,
    influencer: null,
    champion: null,
    user: null,
    gatekeeper: null,
    procurement: null,
    legal: null,
    other: null,
  },
  'BuyingRole decisionMaker, economicBuyer, technicalEvaluator, influencer, champion, user, gatekeeper, procurement, legal or other',
)
export type BuyingRole = t.TypeOf<typeof BuyingRole>

/** How much somebody's word counts. */
export const Influence = t.keyof({ high: null, medium: null, low: null }, 'Influence high, medium or low')
export type Influence = t.TypeOf<typeof Influence>
