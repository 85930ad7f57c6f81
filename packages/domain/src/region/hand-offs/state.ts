import { match } from 'ts-pattern'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Code, CustomerId, UserId } from '../../vocabulary/code.ts'
import type { Draft } from '../../vocabulary/draft.ts'
import type { Text } from '../../vocabulary/text.ts'
import type { HandOffEvent } from './events.ts'
import type { HandOffKind } from './hand-off.ts'

export type HandOff = {
  readonly kind: HandOffKind
  readonly stage: 'asked' | 'accepted' | 'answered' | 'declined'
  readonly askedBy: UserId
  /** The day of what happened to it last. */
  readonly since: CalendarDate
  readonly due: CalendarDate
  readonly customer: CustomerId | null
  readonly product: Text | null
}

export type HandOffsState = { readonly handOffs: ReadonlyMap<Code, HandOff> }

export const initialHandOffs: HandOffsState = { handOffs: new Map() }

export const applyHandOff = (draft: Draft<HandOffsState>, event: HandOffEvent): void => {
  const move = (stage: HandOff['stage']): void => {
    const known = draft.handOffs.get(event.data.handOff)
    if (known !== undefined)
      draft.handOffs.set(event.data.handOff, { ...known, stage, since: event.occurredOn })
  }
  match(event)
    .with({ type: 'HandOffAsked' }, ({ occurredOn, data }) => {
      const { handOff, kind, askedBy, due, customer = null, product = null } = data
      draft.handOffs.set(handOff, {
        kind,
        stage: 'asked',
        askedBy,
        since: occurredOn,
        due,
        customer,
        product,
      })
    })
    .with({ type: 'HandOffAccepted' }, () => move('accepted'))
    .with({ type: 'HandOffAnswered' }, () => move('answered'))
    .with({ type: 'HandOffDeclined' }, () => move('declined'))
    .exhaustive()
}
