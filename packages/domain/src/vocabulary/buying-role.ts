import * as t from 'io-ts'

/**
 * 角色: the part somebody plays when the customer buys.
 * @source policy 4.1-D; the list is A24
 */
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
