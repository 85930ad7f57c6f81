import { everybody, managers } from '../../aggregate/roles.ts'
import { rule } from '../decision.ts'
import { open } from '../stages.ts'
import { itself, parent } from '../touches.ts'
import * as decide from './decide.ts'

// Who sells and works in a region, in which teams, since when (policy 2, A2).
export const organisationRules = {
  AppointMember: rule(open, managers, itself, decide.appoint),
  ReleaseMember: rule(open, managers, itself, decide.release),
  FormTeam: rule(open, managers, itself, decide.formTeam),
  DissolveTeam: rule(open, managers, itself, decide.dissolveTeam),
  PlaceUnder: rule(open, managers, parent, decide.placeUnder),
  AcknowledgePolicy: rule(open, everybody, itself, decide.acknowledge),
}
