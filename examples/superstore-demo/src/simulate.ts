import { addDays, CalendarDate, decode } from '@kehu/domain'
import type { CommandInput, Kehu, KehuError } from '@kehu/kehu'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type Chance, chanceFrom } from './chance.ts'
import { complaintStory } from './complaint-story.ts'
import { type Actor, customerYear, type Deed, yearBegins } from './customer-year.ts'
import { opportunityStory } from './opportunity-story.ts'
import { lastDay } from './order-book.ts'
import { sure } from './sure.ts'

export type Played = {
  readonly commands: number
  readonly customers: ReadonlyArray<string>
  /** How many of each kind of event. */
  readonly events: ReadonlyMap<string, number>
  readonly refused: ReadonlyArray<{ readonly command: CommandInput; readonly error: KehuError }>
}

const customersOfRegion = 10

/**
 * Plays a year of contacts, answers, complaints, opportunities and targets on the largest customers of the book. Every
 * command goes through the deciders on its own day.
 * @param travel sets the clock that the deciders go by, UTC milliseconds
 */
export const simulate = async (kehu: Kehu, travel: (millis: number) => void): Promise<Played> => {
  const chance = chanceFrom(20_170_101)
  const actors = await cast(kehu)
  const deeds = [...(await targets(kehu)), ...stories(chance, actors)].filter(
    ({ command }) => command.occurredOn <= lastDay,
  )
  const events = new Map<string, number>()
  const refused: { command: CommandInput; error: KehuError }[] = []

  const play = async ({ by, command }: Deed): Promise<void> => {
    const executed = await kehu.execute(command, { actor: by })()
    if (isLeft(executed)) refused.push({ command, error: executed.left })
    else
      for (const { event } of executed.right.events) events.set(event.type, (events.get(event.type) ?? 0) + 1)
  }
  const days = [...Map.groupBy(deeds, ({ command }) => command.occurredOn)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  for (const [day, ofDay] of days) {
    travel(Date.parse(`${day}T17:00:00Z`))
    // One after the other for each customer and case, but many at once: the store makes them durable together.
    const threads = Map.groupBy(ofDay, ({ command }) => threadOf(command))
    await Promise.all(
      [...threads.values()].map(async (thread) => {
        for (const deed of thread) await play(deed)
      }),
    )
  }
  return { commands: deeds.length, customers: actors.map(({ customer }) => customer), events, refused }
}

const threadOf = (command: CommandInput): string =>
  ['complaint', 'opportunity', 'customer', 'region']
    .map((key): unknown => Reflect.get(command, key))
    .find((id) => id !== undefined)
    ?.toString() ?? ''

/** The largest customers of each region; each has one home. */
const cast = async (kehu: Kehu): Promise<ReadonlyArray<Actor>> => {
  const actors = new Map<string, Actor>()
  for (const { region, customers } of sure(await kehu.tiers({ asOf: lastDay })())) {
    const free = customers.filter(({ customer }) => !actors.has(customer)).slice(0, customersOfRegion)
    for (const [rank, { customer, name }] of free.entries()) {
      const owner = `U-${region[0]}${1 + (rank % 2)}`
      actors.set(customer, { customer, name: name ?? customer, region, owner, rank })
    }
  }
  return [...actors.values()]
}

const stories = (chance: Chance, actors: ReadonlyArray<Actor>): ReadonlyArray<Deed> => {
  const begin = sure(decode(CalendarDate)(yearBegins))
  const later = () => addDays(begin, 20 + chance.below(330))
  return actors.flatMap((actor, index) => [
    ...customerYear(chance, begin, actor),
    ...(index % 3 === 0
      ? complaintStory(chance, `CP-${String(index).padStart(3, '0')}`, later(), actor)
      : []),
    ...(index % 3 === 1
      ? opportunityStory(chance, `OP-${String(index).padStart(3, '0')}`, later(), actor)
      : []),
  ])
}

/** Targets of every region for 2017, from what it sold in 2016. */
const targets = async (kehu: Kehu): Promise<ReadonlyArray<Deed>> => {
  const before = sure(await kehu.kpis({ period: '2016' })())
  const period = '2017'
  return before.flatMap(({ region, kpis }) => {
    const sold = kpis.find(({ kpi }) => kpi === 'sales')?.actual
    const target = typeof sold === 'bigint' ? Number((sold * 115n) / 100n) : 0
    const set = { type: 'SetTarget', occurredOn: yearBegins, region, period } as const
    const commands: ReadonlyArray<CommandInput> = [
      { ...set, kpi: 'sales', target },
      { ...set, kpi: 'profit', target: Math.round(target / 8) },
      { ...set, kpi: 'growthRate', target: { numerator: 3, denominator: 20 } },
      { ...set, kpi: 'newCustomers', target: 5 },
      { ...set, kpi: 'newCustomerSales', target: 400_000 },
      { ...set, kpi: 'satisfaction', target: { numerator: 4, denominator: 5 } },
      { ...set, kpi: 'loyalty', target: { numerator: 3, denominator: 5 } },
      { ...set, kpi: 'complaintRate', target: { numerator: 1, denominator: 100 } },
    ]
    return commands.map((command) => ({ by: 'M-1', command }))
  })
}
