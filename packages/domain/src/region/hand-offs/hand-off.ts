import * as t from 'io-ts'
import type { MemberRole } from '../../vocabulary/role.ts'

/** What one department asks of another (policy 7.2). */
export const HandOffKind = t.keyof(
  { marketNews: null, technicalNeed: null, problemInUse: null, lead: null },
  'HandOffKind marketNews, technicalNeed, problemInUse or lead',
)
export type HandOffKind = t.TypeOf<typeof HandOffKind>

/** Who may accept, answer and decline each kind; a manager sells too. */
export const answerers: Readonly<Record<HandOffKind, ReadonlyArray<MemberRole>>> = {
  marketNews: ['marketing'],
  technicalNeed: ['technical'],
  problemInUse: ['sales', 'manager'],
  lead: ['sales', 'manager'],
}

/** What marketing is told (policy 7.2-A). */
export const Topic = t.keyof({ customerNeed: null, marketNews: null }, 'Topic customerNeed or marketNews')
