import type { Context } from '../../aggregate/context.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, type Decision, factsOf } from '../decision.ts'
import type { CustomerState } from '../state.ts'
import type { RelationshipCommand } from './commands.ts'
import { missingForDeep, missingForExecutive } from './contact.ts'

type RecordContact = Extract<RelationshipCommand, { type: 'RecordContact' }>

/** policy 5.1-A, A31: a contact is deep by what happened in it, not by being called so. */
export const recordContact = (c: RecordContact, state: CustomerState, context: Context): Decision => {
  if (state.contacts.has(c.contact)) {
    return refuse(
      'ContactExists',
      `Contact ${c.contact} is recorded already: give every contact its own id.`,
      { contact: c.contact },
    )
  }
  if (lacksTopic(context, c)) {
    return refuse(
      'NoTopic',
      'What was talked about? Name at least one topic: product, service, development, industry, successCase or your own.',
      {},
    )
  }
  const missing = c.depth === 'deep' ? missingForDeep(c) : []
  if (missing.length > 0) {
    return refuse(
      'NotDeep',
      `This contact is not deep: it lacks ${missing.join(', ')}. Add that, or record it as routine.`,
      { missing },
    )
  }
  const missingAbove = c.level === 'executive' ? missingForExecutive(c) : []
  if (missingAbove.length > 0) {
    return refuse(
      'NotExecutive',
      `This is no talk of executives: it lacks ${missingAbove.join(', ')}. Add that, or leave the level out.`,
      { missing: missingAbove },
    )
  }
  return accepted({
    type: 'ContactRecorded',
    occurredOn: c.occurredOn,
    data: { ...factsOf(c), ...(state.homeRegion === null ? {} : { region: state.homeRegion }) },
  })
}

/**
 * Every contact has topics: product and service, the customer's own development, news of its industry. What is entered as
 * history may have lost them.
 * @source policy 5.1-C
 * @clause 40
 */
const lacksTopic = (context: Context, { topics }: RecordContact): boolean =>
  topics.length === 0 && !context.historical
