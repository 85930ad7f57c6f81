// What a stranger writes who has installed the packages from the registry: type-checked against the published
// declarations and run by Node. It lies outside of the workspace, so it sees only what was packed.
import { customer, defaultPolicyInForce, Tier } from '@kehu/domain'
import { createMemoryStore } from '@kehu/event-store'
import { type KehuError, openKehu } from '@kehu/kehu'
import { openSqliteStore } from '@kehu/store-sqlite'

let ids = 0
const newId = () => {
  ids += 1
  return `00000000-0000-7000-8000-${String(ids).padStart(12, '0')}`
}

const unwrap = <A>(answer: { _tag: 'Left'; left: KehuError } | { _tag: 'Right'; right: A }): A => {
  if (answer._tag === 'Left') throw new Error(answer.left.message)
  return answer.right
}

const sqlite = await openSqliteStore({ path: 'consumer.db', clock: Date.now, newId })()
if (sqlite._tag === 'Left') throw new Error(sqlite.left.message)

for (const store of [createMemoryStore({ clock: Date.now, id: 'memory' }), sqlite.right]) {
  const kehu = openKehu({ store, clock: Date.now, newId })
  const occurredOn = kehu.today()
  const terms = { name: 'East', timeZone: 'Asia/Shanghai', currency: 'CNY' }
  for (const command of [
    { type: 'OpenRegion', occurredOn, region: 'east', ...terms },
    { type: 'RegisterCustomer', occurredOn, customer: 'C1', region: 'east', profile: { name: 'Hua' } },
    { type: 'RecordPurchase', occurredOn, customer: 'C1', purchase: 'P1', netAmount: 1_250_000 },
  ] as const) {
    unwrap(await kehu.execute(command, { actor: 'consumer' })())
  }
  const tier: Tier | null | undefined = unwrap(await kehu.tiers({ asOf: occurredOn })())[0]?.customers[0]
    ?.tier
  if (tier !== 'A') throw new Error(`the only customer of a region is its A, not ${tier}`)
  const [due] = unwrap(await kehu.due({ asOf: occurredOn, withinDays: 31 })())
  if (due?.customer !== 'C1') throw new Error('an A is owed a contact within a month')
  if (unwrap(await kehu.kpis({ period: occurredOn.slice(0, 7) })()).length === 0) throw new Error('no scores')
}
await sqlite.right.close()

if (!Tier.is('A') || customer.initial.standing !== 'unknown' || defaultPolicyInForce.version === '')
  throw new Error('the domain is not what it says')
