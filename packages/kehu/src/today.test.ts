import { createMemoryStore } from '@kehu/event-store'
import { v4 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import type { CommandInput } from './commands.ts'
import { got } from './kehu.fixture.ts'
import { openKehu } from './open-kehu.ts'

// Ten in the morning of 10 March in Vancouver; in Shanghai it is one in the morning of the 11th.
const clock = () => Date.parse('2026-03-10T17:00:00Z')

test('today is the day where the region is: a contact due today is not late there', async () => {
  const kehu = openKehu({ store: createMemoryStore({ clock, id: 'memory' }), clock, newId: uuid })
  const told = async (command: CommandInput) => got(await kehu.execute(command, { actor: 'li.na' })())
  for (const [region, timeZone] of [
    ['pacific', 'America/Vancouver'],
    ['east', 'Asia/Shanghai'],
  ] as const) {
    const since = { occurredOn: '2026-01-05' }
    const customer = `${region}-1`
    await told({ type: 'OpenRegion', region, name: region, timeZone, currency: 'CNY', ...since })
    await told({ type: 'RegisterCustomer', customer, region, profile: { name: customer }, ...since })
    const sold = { occurredOn: '2026-02-10' }
    await told({ type: 'RecordPurchase', customer, purchase: `${region}-P`, netAmount: 100, ...sold })
  }
  const due = got(await kehu.due()())
  expect(due.map(({ customer, asOf, due: on, state }) => [customer, asOf, on, state])).toEqual([
    ['east-1', '2026-03-11', '2026-03-10', 'overdue'],
    ['pacific-1', '2026-03-10', '2026-03-10', 'due'],
  ])
  const tiers = got(await kehu.tiers()())
  expect(tiers.map(({ region, asOf, window }) => [region, asOf, window.to])).toEqual(
    expect.arrayContaining([
      ['east', '2026-03-11', '2026-03-11'],
      ['pacific', '2026-03-10', '2026-03-10'],
    ]),
  )
})

test('a command is dated today wherever it is today already', async () => {
  const kehu = openKehu({ store: createMemoryStore({ clock, id: 'memory' }), clock, newId: uuid })
  const open = (region: string, timeZone: string, occurredOn: string) =>
    kehu.execute(
      { type: 'OpenRegion', region, name: region, timeZone, currency: 'CNY', occurredOn },
      { actor: 'li.na' },
    )()
  got(await open('east', 'Asia/Shanghai', '2026-03-11'))
  got(await open('pacific', 'America/Vancouver', '2026-03-10'))
  const sale = (region: string, occurredOn: string) =>
    kehu.execute(
      {
        type: 'RecordUnattributedSale',
        region,
        purchase: `${region}${occurredOn}`,
        netAmount: 1,
        occurredOn,
      },
      { actor: 'li.na' },
    )()
  got(await sale('east', '2026-03-11'))
  expect(await sale('pacific', '2026-03-11')).toMatchObject({ left: { _tag: 'InTheFuture' } })
})
