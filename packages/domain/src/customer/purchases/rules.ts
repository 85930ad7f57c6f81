import { importers, sellers } from '../../aggregate/roles.ts'
import { rule } from '../decision.ts'
import { active, unmerged } from '../stages.ts'
import { ledger, sale } from '../touches.ts'
import * as decide from './decide.ts'

// What the customer bought and gave back (policy 4.1-C).
export const purchaseRules = {
  RecordPurchase: rule(active, sellers, sale, decide.recordPurchase),
  ReturnPurchase: rule(active, sellers, sale, decide.returnPurchase),
  CorrectPurchase: rule(active, sellers, sale, decide.correctPurchase),
  ImportPurchases: rule(unmerged, importers, ledger, decide.importPurchases),
}
