import fc from 'fast-check'
import { RegionSalesCommand, regionSalesCommands } from '../region/commands.ts'
import type { RegionSalesEvent } from '../region/events.ts'
import { type RegionSalesRejection, type RegionSalesState, regionSales } from '../region/region-sales.ts'
import { CalendarDate, monthEnd } from '../vocabulary/calendar-date.ts'
import { Code, RegionId } from '../vocabulary/code.ts'
import { Currency, MinorUnits } from '../vocabulary/money.ts'
import { Period } from '../vocabulary/period.ts'
import { arbitraryOf } from './arbitrary-of.ts'
import type { Draw } from './chance.ts'
import type { Storyteller } from './history.ts'
import { calendarDate, make } from './leaves.ts'
import { amounts, pooledLeaves } from './pools.ts'

/** One month of a region's sales without a customer: recorded, imported, corrected. */
export const regionSalesStories = (
  region: RegionId = make(RegionId, 'East'),
  month: Period = make(Period, '2023-12'),
): Storyteller<RegionSalesCommand, RegionSalesState, RegionSalesEvent, RegionSalesRejection> => ({
  decider: regionSales,
  codec: RegionSalesCommand,
  commands: regionSalesCommands,
  next: (draw, state, today) => ({ ...nextCommand(draw, state, today, { region, month }), region }),
  mischief: (draw, state, today) => ({ ...wrongly(draw, state, today, { region, month }), region }),
})

type Book = { readonly region: RegionId; readonly month: Period }

const kinds = {
  record: arbitraryOf(regionSalesCommands.RecordUnattributedSale, pooledLeaves),
  imported: arbitraryOf(regionSalesCommands.ImportUnattributedSales, pooledLeaves),
  correct: arbitraryOf(regionSalesCommands.CorrectUnattributedSale, pooledLeaves),
}

const nextCommand = (
  draw: Draw,
  state: RegionSalesState,
  today: CalendarDate,
  book: Book,
): RegionSalesCommand => {
  const [known] = state.sales.values()
  const chance = draw(fc.nat({ max: 9 }))
  if (chance < 3) return importLines(draw, state, today, book)
  if (chance < 6 && known !== undefined) {
    const netAmount = make(MinorUnits, known.line.netAmount + draw(fc.integer({ min: 1, max: 100 })))
    const { correctedOn: _, ...given } = draw(kinds.correct)
    return { ...given, occurredOn: today, purchase: known.line.purchase, soldOn: known.occurredOn, netAmount }
  }
  const { currency: _, ...sale } = draw(kinds.record)
  return { ...sale, occurredOn: draw(dayOf(book)), purchase: fresh(draw, state), netAmount: draw(amounts) }
}

const importLines = (
  draw: Draw,
  state: RegionSalesState,
  today: CalendarDate,
  book: Book,
): RegionSalesCommand => {
  const { lines, ...given } = draw(kinds.imported)
  const first = fresh(draw, state)
  const currency = make(Currency, 'CNY')
  return {
    ...given,
    occurredOn: today,
    month: book.month,
    lines: lines.map(({ enteredOn: _, ...line }, i) => ({
      ...line,
      purchase: make(Code, `${first}-${i}`),
      region: book.region,
      currency,
      occurredOn: draw(dayOf(book)),
    })),
  }
}

/** Says a sale again, moves it to another month, imports it with another amount. */
const wrongly = (
  draw: Draw,
  state: RegionSalesState,
  today: CalendarDate,
  book: Book,
): RegionSalesCommand => {
  const [known] = state.sales.values()
  if (known === undefined) return { ...draw(kinds.correct), occurredOn: today }
  const { line, occurredOn } = known
  const { netAmount: _, ...given } = draw(kinds.correct)
  const correction = { ...given, occurredOn: today, purchase: line.purchase, soldOn: occurredOn }
  const imported = { ...draw(kinds.imported), occurredOn: today, month: book.month }
  return draw(
    fc.constantFrom<RegionSalesCommand>(
      { ...draw(kinds.record), occurredOn, purchase: line.purchase },
      { ...correction, correctedOn: make(CalendarDate, '2023-11-30') },
      {
        type: 'CorrectUnattributedSale',
        occurredOn: today,
        region: book.region,
        purchase: line.purchase,
        soldOn: occurredOn,
        netAmount: line.netAmount,
        reason: given.reason,
      },
      { ...imported, lines: [{ ...line, occurredOn, netAmount: make(MinorUnits, 3) }] },
      {
        ...imported,
        lines: [{ ...line, purchase: fresh(draw, state), occurredOn: make(CalendarDate, '2023-11-30') }],
      },
    ),
  )
}

const dayOf = ({ month }: Book): fc.Arbitrary<CalendarDate> => {
  const first = make(CalendarDate, `${month}-01`)
  return calendarDate(first, monthEnd(first))
}

const fresh = (draw: Draw, state: RegionSalesState): Code =>
  make(Code, `u${state.sales.size}.${draw(fc.nat({ max: 999_999 }))}`)
