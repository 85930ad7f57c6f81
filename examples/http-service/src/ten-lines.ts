import { type CommandInput, openKehu } from '@kehu/kehu'
import { openSqliteStore } from '@kehu/store-sqlite'
import { v7 as newId } from 'uuid'

const store = await openSqliteStore({ path: 'kehu.db', clock: Date.now, newId })()
if (store._tag === 'Left') throw new Error(store.left.message)
const kehu = openKehu({ store: store.right, clock: Date.now, newId, readModels: store.right.readModels })
const record = (command: CommandInput) => kehu.execute(command, { actor: 'li.na' })()

const region = 'east'
const terms = { name: 'East', timeZone: 'Asia/Shanghai', currency: 'CNY' }
const occurredOn = kehu.today()
await record({ type: 'OpenRegion', occurredOn, region, ...terms })
await record({ type: 'RegisterCustomer', occurredOn, customer: 'C1', region, profile: { name: 'Hua' } })
await record({ type: 'RecordPurchase', occurredOn, customer: 'C1', purchase: 'P1', netAmount: 1_250_000 })
console.dir(await kehu.tiers({ asOf: occurredOn })(), { depth: null })
