import { entrusted, managers, sellers } from '../../aggregate/roles.ts'
import { rule } from '../decision.ts'
import { active, unregistered } from '../stages.ts'
import { duplicate, home, itsParent, newParent, survivor, there } from '../touches.ts'
import * as decide from './decide.ts'
import { proposedTransfer, transfer } from './transfer.ts'

// Who the customer is to us: registered, in whose hands, of which tier, active or not.
export const accountRules = {
  RegisterCustomer: rule(unregistered, sellers, there, decide.register),
  AssignTier: rule(active, managers, there, decide.assignTier),
  DeactivateCustomer: rule(active, entrusted, home, decide.deactivate),
  ReactivateCustomer: rule(['inactive'], sellers, home, decide.reactivate),
  ChangeOwner: rule(active, managers, home, decide.changeOwner),
  AppointAccountTeam: rule(active, managers, home, decide.appointTeam),
  // A manager of both regions, or of one where the other's has proposed it.
  TransferToRegion: rule(active, managers, there, transfer, proposedTransfer),
  DeclareParent: rule(active, sellers, newParent, decide.declareParent),
  EndParent: rule(active, sellers, itsParent, decide.endParent),
  MergeInto: rule(active, managers, survivor, decide.mergeInto),
  AbsorbDuplicate: rule(active, managers, duplicate, decide.absorb),
}
