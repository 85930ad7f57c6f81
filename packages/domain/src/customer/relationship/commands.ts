import { CustomerId } from '../../vocabulary/code.ts'
import { type CommandOf, command } from '../../vocabulary/messages.ts'
import { CadenceAdjustment } from './cadence.ts'
import { contactFields } from './contact.ts'
import { Satisfaction } from './satisfaction.ts'

const customer = { customer: CustomerId }

// How we keep in touch with the customer (policy 5.1, 5.2).
export const relationshipCommands = {
  RecordContact: command(
    'RecordContact',
    { ...customer, ...contactFields.required },
    { summary: contactFields.optional.summary, ours: contactFields.optional.ours },
  ),
  RecordSatisfaction: command(
    'RecordSatisfaction',
    { ...customer, ...Satisfaction.required },
    Satisfaction.optional,
  ),
  AdjustCadence: command('AdjustCadence', { ...customer, adjustment: CadenceAdjustment }),
} as const

export type RelationshipCommand = CommandOf<typeof relationshipCommands>
