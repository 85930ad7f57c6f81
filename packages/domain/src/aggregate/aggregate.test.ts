import { left, right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { make } from '../testing/leaves.ts'
import { contextOn, governedBy } from '../testing/world.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, RegionId, UserId } from '../vocabulary/code.ts'
import { decode } from '../vocabulary/decode.ts'
import { fields } from '../vocabulary/fields.ts'
import { type CommandOf, command, type EventOf, firstVersion } from '../vocabulary/messages.ts'
import { type Fact, refuse } from '../vocabulary/rejection.ts'
import { aggregate } from './aggregate.ts'
import type { Charge, Context } from './context.ts'
import { type Named, rulesFor } from './rule.ts'
import { touching } from './touched.ts'

// A door of a region: it is opened and shut with a key, and Kehu itself may wedge it.
const door = { door: Code, region: RegionId }
const doorEvents = {
  Opened: firstVersion(fields('Opened', door)),
  Shut: firstVersion(fields('Shut', door)),
}
type DoorEvent = EventOf<typeof doorEvents>
type Door = { readonly stage: 'shut' | 'open'; readonly times: number; readonly keeper: UserId | null }
type Stuck = Fact<'Stuck'> | Fact<'OutOfTurn', { type: string }> | Fact<'KeyMissing'>

const rule = rulesFor<Door, DoorEvent, Stuck, Door['stage']>()
const here = ({ region }: { readonly region: RegionId }) => touching({ regions: [region] })
const shutDoor: Door = { stage: 'shut', times: 0, keeper: null }
const doorCommands = {
  Open: command('Open', door, { key: Code }),
  Shut: command('Shut', door),
}
const internal = { Wedge: command('Wedge', door) }
type Command<K extends 'Open' | 'Shut' | 'Wedge'> = Named<CommandOf<typeof doorCommands & typeof internal>, K>
const sesame = make(Code, 'sesame')

const doors = aggregate({
  category: 'door',
  stateVersion: 1,
  commands: doorCommands,
  internal,
  events: doorEvents,
  initial: shutDoor,
  fold: (state: Door, events): Door => ({
    ...state,
    stage: events.at(-1)?.type === 'Opened' ? 'open' : 'shut',
    times: state.times + events.length,
  }),
  idOf: ({ door }) => door,
  stageOf: ({ stage }) => stage,
  chargeOf: ({ keeper }, today) =>
    keeper === null
      ? null
      : { region: make(RegionId, 'East'), owner: today < '2026-06-01' ? keeper : null, team: [] },
  rules: {
    Open: rule(
      ['shut'],
      ['manager', 'owner'],
      here,
      ({ key, door, region, occurredOn }: Command<'Open'>) =>
        key === undefined
          ? refuse('Stuck', 'It is stuck: push.', {})
          : right([{ type: 'Opened', occurredOn, data: { door, region } }]),
      ({ key }, _, { region }) => key === sesame && region === 'East',
    ),
    Shut: rule(['open'], ['sales'], here, ({ door, region, occurredOn }: Command<'Shut'>) =>
      right([{ type: 'Shut', occurredOn, data: { door, region } }]),
    ),
    Wedge: rule(['open'], ['manager'], here, (_: Command<'Wedge'>) => right([])),
  },
  outOfTurn: ({ type }) => refuse('OutOfTurn', `It is not the turn of ${type}.`, { type }),
  fits: (c) =>
    c.type === 'Open' && c.key === 'rusty' ? left({ _tag: 'KeyMissing', message: 'No key.' }) : right(0),
})

const today = make(CalendarDate, '2026-03-02')
const given = (actor: string, more: Partial<Context> = {}): Context => ({
  ...contextOn(today),
  actor: make(UserId, actor),
  regions: governedBy(),
  ...more,
})
const facts = { occurredOn: today, door: make(Code, 'd1'), region: make(RegionId, 'East') }
const open = { type: 'Open', ...facts, key: make(Code, 'k') } as const
const shut = { type: 'Shut', ...facts } as const
const wedge = { type: 'Wedge', ...facts } as const
const { initial } = doors
const opened = doors.fold(initial, [{ type: 'Opened', occurredOn: today, data: facts }])
const future = make(CalendarDate, '2026-03-03')

describe('an aggregate', () => {
  test('decides by the row of the command, and remembers', () => {
    const decided = doors.decide(given('manager'))(open, initial)
    expect(decided).toMatchObject({ right: [{ type: 'Opened', occurredOn: today }] })
    expect(doors.evolve(initial, { type: 'Opened', occurredOn: today, data: facts })).toEqual({
      stage: 'open',
      times: 1,
      keeper: null,
    })
    expect(doors.decide(given('manager'))(wedge, opened)).toEqual(right([]))
  })

  test('asks in order: whether the actor may, the day, the turn, the fit, and only then what it leads to', () => {
    const { key: _, ...keyless } = open
    const rusty = { ...open, key: make(Code, 'rusty') }
    const wrong = { ...rusty, occurredOn: future }
    expect(doors.decide(given('anna'))(wrong, opened)).toMatchObject({ left: { _tag: 'NotPermitted' } })
    expect(doors.decide(given('manager'))(wrong, opened)).toMatchObject({ left: { _tag: 'InTheFuture' } })
    expect(doors.decide(given('manager'))(rusty, opened)).toEqual(
      refuse('OutOfTurn', 'It is not the turn of Open.', { type: 'Open' }),
    )
    expect(doors.decide(given('manager'))(rusty, initial)).toMatchObject({ left: { _tag: 'KeyMissing' } })
    expect(doors.decide(given('manager'))(keyless, initial)).toMatchObject({ left: { _tag: 'Stuck' } })
  })

  test('fits whatever comes where nothing is said of it', () => {
    const { fits: _, ...rest } = doors
    const careless = aggregate(rest)
    expect(careless.decide(given('manager'))({ ...open, key: make(Code, 'rusty') }, initial)).toMatchObject({
      _tag: 'Right',
    })
  })

  test('is in the hands of whoever it says today, besides those it is told of', () => {
    const kept = { ...initial, keeper: make(UserId, 'kim') }
    const other: Charge = { region: make(RegionId, 'East'), owner: make(UserId, 'lou'), team: [] }
    expect(doors.decide(given('kim'))(open, initial)).toMatchObject({ left: { _tag: 'NotPermitted' } })
    expect(doors.decide(given('kim'))(open, kept)).toMatchObject({ _tag: 'Right' })
    expect(doors.decide(given('kim', { charges: [other] }))(open, kept)).toMatchObject({ _tag: 'Right' })
    expect(doors.decide(given('lou', { charges: [other] }))(open, kept)).toMatchObject({ _tag: 'Right' })
    expect(doors.decide(given('lou', { charges: [other] }))(open, initial)).toMatchObject({ _tag: 'Right' })
    // By the day on which it is decided, not the one that the command speaks of.
    const later = given('kim', { today: make(CalendarDate, '2026-06-01') })
    expect(doors.decide(later)(open, kept)).toMatchObject({ left: { _tag: 'NotPermitted' } })
  })

  test('takes the word that a region has given already, and nothing else for it', () => {
    const magic = { ...open, key: sesame }
    expect(doors.decide(given('stranger'))(magic, initial)).toMatchObject({ _tag: 'Right' })
    expect(
      doors.decide(given('stranger'))({ ...magic, region: make(RegionId, 'West') }, initial),
    ).toMatchObject({ left: { _tag: 'NotPermitted', region: 'West' } })
    expect(doors.decide(given('stranger'))(shut, opened)).toMatchObject({ left: { _tag: 'NotPermitted' } })
  })

  test('says what a command touches, whatever its turn', () => {
    for (const state of [initial, opened]) {
      expect(doors.touches(open, state).regions).toEqual(['East'])
      expect(doors.touches(wedge, state).regions).toEqual(['East'])
    }
  })

  test('lets nobody send what only it says itself', () => {
    expect(decode(doors.command)(open)).toEqual(right(open))
    expect(decode(doors.command)(shut)).toEqual(right(shut))
    expect(decode(doors.command)(wedge)).toMatchObject({
      left: { message: expect.stringContaining('Open, Shut') },
    })
    expect(doors.command.name).toBe('door')
  })

  test('takes a command that is none of its own for the mistake it is', () => {
    const stray: unknown = { ...open, type: 'Paint' }
    const decide = doors.decide(given('manager'))
    expect(() => Reflect.apply(decide, null, [stray, initial])).toThrow('There is no rule for Paint in door.')
    const notHere = 'This is no command of a door.'
    for (const nothing of [null, 'Open', 7, {}, { type: 'Open' }, { occurredOn: today }])
      expect(() => Reflect.apply(decide, null, [nothing, initial])).toThrow(notHere)
  })
})
