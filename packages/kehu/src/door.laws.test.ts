import {
  aggregates,
  CalendarDate,
  Code,
  ComplaintId,
  CustomerId,
  MinorUnits,
  OpportunityId,
  present,
  RegionId,
  UserId,
} from '@kehu/domain'
import {
  arbitraryCommandOf,
  calendarDate,
  type Leaves,
  make,
  pooledLeaves,
  withLeaves,
} from '@kehu/domain/testing'
import { createMemoryStore, type StoredEvent } from '@kehu/event-store'
import fc from 'fast-check'
import type * as t from 'io-ts'
import { v4 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import type { CommandInput } from './commands.ts'
import { clock, got } from './kehu.fixture.ts'
import { openKehu } from './open-kehu.ts'
import { asOperator } from './viewing.ts'

// The oracle knows nothing of roles and rules: it looks for the names of what is not hers in what eve has written, and compares
// what she is shown before and after.

/** Governed: two regions, their customers, cases and people. `eve` has no role in either. */
const theirs = {
  regions: ['north', 'south'],
  customers: ['N1', 'N2', 'S1'],
  complaints: ['NK'],
  opportunities: ['SO'],
} as const
const hers = { region: 'hers', customer: 'E1', complaint: 'EK', opportunity: 'EO' } as const

const day = '2026-02-10'
const personal = (value: string) => ({ subject: 's', value })

const history: ReadonlyArray<readonly [actor: string, command: CommandInput]> = [
  ...theirs.regions.flatMap((region): ReadonlyArray<readonly [string, CommandInput]> => {
    const boss = `boss-${region}`
    const appointed = (user: string, role: 'manager' | 'sales' | 'importer') =>
      ({
        ...{ type: 'AppointMember', region, user, roles: [role], from: day, occurredOn: day },
      }) as const satisfies CommandInput
    const terms = { name: region, timeZone: 'Asia/Shanghai', currency: 'CNY' }
    return [
      [boss, { type: 'OpenRegion', region, ...terms, occurredOn: day }],
      [boss, appointed(boss, 'manager')],
      [boss, appointed(`seller-${region}`, 'sales')],
      [boss, appointed(`importer-${region}`, 'importer')],
    ]
  }),
  [
    'eve',
    { type: 'OpenRegion', region: hers.region, name: 'x', timeZone: 'UTC', currency: 'CNY', occurredOn: day },
  ],
  ...[...theirs.customers, hers.customer].flatMap(
    (customer): ReadonlyArray<readonly [string, CommandInput]> => {
      const region = customer.startsWith('N') ? 'north' : customer.startsWith('S') ? 'south' : hers.region
      const seller = region === hers.region ? 'eve' : `seller-${region}`
      return [
        [
          seller,
          {
            type: 'RegisterCustomer',
            customer,
            region,
            owner: seller,
            profile: { name: customer },
            occurredOn: day,
          },
        ],
        [
          seller,
          { type: 'RecordPurchase', customer, purchase: `P-${customer}`, netAmount: 100, occurredOn: day },
        ],
        [
          seller,
          {
            type: 'AddPerson',
            customer,
            person: 'p1',
            name: personal(`Wang of ${customer}`),
            roles: ['user'],
            occurredOn: day,
          },
        ],
      ]
    },
  ),
  ...(
    [
      ['seller-north', 'NK', 'N1', 'north'],
      ['eve', hers.complaint, hers.customer, hers.region],
    ] as const
  ).map(([actor, complaint, customer, region]): readonly [string, CommandInput] => [
    actor,
    {
      ...{ type: 'ReceiveComplaint', complaint, customer, region, receivedAt: `${day}T04:00:00Z` },
      ...{ complainant: personal('Li'), channel: 'phone', content: personal('late'), occurredOn: day },
    },
  ]),
  ...(
    [
      ['seller-south', 'SO', 'S1', 'south'],
      ['eve', hers.opportunity, hers.customer, hers.region],
    ] as const
  ).map(([owner, opportunity, customer, region]): readonly [string, CommandInput] => [
    owner,
    {
      type: 'IdentifyOpportunity',
      opportunity,
      customer,
      region,
      owner,
      source: 'need',
      evidence: 'x',
      occurredOn: day,
    },
  ]),
]

const some = <A, O>(codec: t.Type<A, O>, ...inputs: ReadonlyArray<O>) =>
  fc.constantFrom(...inputs.map((input) => make(codec, input)))

const leaves: Leaves = withLeaves(
  pooledLeaves,
  [
    [RegionId, some(RegionId, ...theirs.regions, hers.region, hers.region, 'new')],
    [CustomerId, some(CustomerId, ...theirs.customers, hers.customer, hers.customer, 'new')],
    [ComplaintId, some(ComplaintId, 'NK', hers.complaint, hers.complaint, 'new')],
    [OpportunityId, some(OpportunityId, 'SO', hers.opportunity, hers.opportunity, 'new')],
    [UserId, some(UserId, 'eve', 'boss-north', 'seller-north', 'boss-south')],
    [Code, some(Code, 'P-N1', 'P-S1', 'P-E1', 'p1', 'x1')],
    [MinorUnits, some(MinorUnits, 1, 50, 100)],
  ],
  calendarDate(make(CalendarDate, '2026-02-01'), make(CalendarDate, '2026-03-31')),
)

const commandsOf = <P>({
  command,
  commands,
}: {
  readonly command: t.Type<P, unknown>
  readonly commands: Readonly<Record<string, t.Mixed>>
}): fc.Arbitrary<unknown> => arbitraryCommandOf(command, commands, leaves)

const anyCommand = fc.oneof(
  commandsOf(aggregates.customer),
  commandsOf(aggregates.complaint),
  commandsOf(aggregates.opportunity),
  commandsOf(aggregates.region),
  commandsOf(aggregates.regionSales),
)
const attack = fc.array(
  fc.record({
    command: anyCommand,
    historical: fc.boolean(),
    commandId: fc.option(fc.constantFrom('k1', 'k2', ''), { nil: undefined }),
  }),
  { minLength: 3, maxLength: 12 },
)

test('whoever has no role in a region neither changes it nor sees more of it, whatever they send', async () => {
  const seeds = await seeded()
  let sent = 0
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(attack, async (commands) => {
      const { kehu, log } = await again(seeds)
      const before = await shownTo(kehu, 'eve')
      for (const { command, historical, commandId } of commands) {
        sent += 1
        const options = { actor: 'eve', historical, ...present({ commandId }) }
        if ((await kehu.executeUnknown(command, options)())._tag === 'Right') accepted += 1
      }
      for (const event of (await log()).slice(seeds.length)) {
        expect(event.metadata.actor).toBe('eve')
        // A proposal only speaks of a transfer; it is her own region's, and touches nothing of theirs.
        if (event.type !== 'TransferProposed') expect(namesOfTheirs(event)).toEqual([])
        expect(event.stream).not.toMatch(/^(region|regionSales)-(north|south)/)
      }
      expect(await shownTo(kehu, 'eve')).toEqual(before)
    }),
    { numRuns: runs({ everyday: 100, full: 1_500 }) },
  )
  // She is not shut out altogether, or nothing would be shown by this.
  expect(accepted).toBeGreaterThan(sent / 100)
})

type Kehu = ReturnType<typeof openKehu>

const opened = async () => {
  const store = createMemoryStore({ clock, id: 'memory' })
  const kehu = openKehu({ store, clock, newId: uuid })
  const log = async (): Promise<ReadonlyArray<StoredEvent>> => {
    const events: StoredEvent[] = []
    for await (const page of store.readAll()) events.push(...got(page).events)
    return events
  }
  return { store, kehu, log }
}

const seeded = async (): Promise<ReadonlyArray<StoredEvent>> => {
  const { kehu, log } = await opened()
  for (const [actor, command] of history) got(await kehu.execute(command, { actor })())
  return log()
}

const again = async (seeds: ReadonlyArray<StoredEvent>) => {
  const fresh = await opened()
  for (const { stream, revision, position: _, ...event } of seeds)
    got(await fresh.store.append(stream, revision === 0 ? 'noStream' : revision - 1, [event])())
  return fresh
}

/** What is shown of the governed customers and their cases. */
const shownTo = async (kehu: Kehu, viewer: string): Promise<ReadonlyArray<unknown>> => {
  const shown: unknown[] = []
  for (const customer of theirs.customers) shown.push(got(await kehu.history(customer, viewer)()))
  for (const customer of theirs.customers) {
    for await (const page of kehu.events(viewer, { customer }))
      shown.push(...got(page).filter(({ event }) => event.type !== 'TransferProposed'))
  }
  expect(JSON.stringify(shown)).not.toContain('Wang of')
  return shown
}

const names = new Set<string>([
  ...theirs.regions,
  ...theirs.customers,
  ...theirs.complaints,
  ...theirs.opportunities,
])

/** The fields of an event that name something governed, wherever they stand. */
const namesOfTheirs = ({ data }: StoredEvent): ReadonlyArray<string> => {
  const found: string[] = []
  JSON.parse(data, (key, value: unknown) => {
    if (typeof value === 'string' && names.has(value)) found.push(`${key}: ${value}`)
    return value
  })
  return found
}

test('the whole is there for whoever runs the service', async () => {
  const { kehu } = await again(await seeded())
  expect(JSON.stringify(got(await kehu.history('N1', asOperator)()))).toContain('Wang of N1')
})
