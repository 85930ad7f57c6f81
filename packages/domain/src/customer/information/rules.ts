import { complaintHandlers, everybody, sellers, sellersAndMarketing } from '../../aggregate/roles.ts'
import { rule } from '../decision.ts'
import { active } from '../stages.ts'
import { home } from '../touches.ts'
import * as decide from './decide.ts'
import { decideBuyingCenter } from './decide-buying-center.ts'
import { correctProfile, verifyFact } from './decide-profile.ts'

// What is known of the customer (policy 4).
export const informationRules = {
  CorrectProfile: rule(active, sellers, home, correctProfile),
  VerifyFact: rule(active, complaintHandlers, home, verifyFact),
  SegmentCustomer: rule(active, sellers, home, decide.segment),
  RecordBusinessFacts: rule(active, sellers, home, decide.recordBusinessFacts),
  RecordSellingPoint: rule(active, sellersAndMarketing, home, decide.recordSellingPoint),
  RecordBuyingProcess: rule(active, sellers, home, decide.recordBuyingProcess),
  RecordDevelopmentPlan: rule(active, sellers, home, decide.recordDevelopmentPlan),
  AddPerson: rule(active, sellers, home, decideBuyingCenter),
  ChangePerson: rule(active, sellers, home, decideBuyingCenter),
  RemovePerson: rule(active, sellers, home, decideBuyingCenter),
  NameKeyContact: rule(active, sellers, home, decideBuyingCenter),
  WithdrawKeyContact: rule(active, sellers, home, decideBuyingCenter),
  RecordBirthday: rule(active, sellers, home, decideBuyingCenter),
  ForgetBirthday: rule(active, sellers, home, decideBuyingCenter),
  RecordInsight: rule(active, everybody, home, decide.recordInsight),
  ReviewSection: rule(active, sellers, home, decide.reviewSection),
  RecordMajorChange: rule(active, complaintHandlers, home, decide.recordMajorChange),
}
