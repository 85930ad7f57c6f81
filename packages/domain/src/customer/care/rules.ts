import { complaintHandlers, sellers, sellersAndMarketing } from '../../aggregate/roles.ts'
import { rule } from '../decision.ts'
import { active } from '../stages.ts'
import { home } from '../touches.ts'
import * as decide from './decide.ts'
import { giveGift } from './decide-gift.ts'

// How we care for the customer beyond business (policy 5.2).
export const careRules = {
  SendFestivalGreeting: rule(active, complaintHandlers, home, decide.greet),
  OptOutOfGreetings: rule(active, complaintHandlers, home, decide.optOut),
  OptInToGreetings: rule(active, complaintHandlers, home, decide.optIn),
  GiveGift: rule(active, sellers, home, giveGift),
  SendBirthdayGreeting: rule(active, complaintHandlers, home, decide.wish),
  RecordEventAttendance: rule(active, sellersAndMarketing, home, decide.attend),
}
