import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openKehu } from '../packages/kehu/src/index.ts'
import { subjects } from './streams/subjects.ts'

const by = { actor: 'li.na', historical: true }

test.each(Object.entries(subjects))(
  'on %s, 80 purchases of one customer at once by two processes are all stored, once, and known again afterwards',
  async (_, open) => {
    const subject = await open()
    try {
      const kehu = openKehu({ store: subject.store, clock: Date.now, newId: randomUUID })
      const told = async (command: unknown, commandId: string = randomUUID()) => {
        const answer = await kehu.executeUnknown(command, { ...by, commandId })()
        if (answer._tag === 'Left') throw new Error(answer.left.message)
        return answer.right
      }
      await told({
        type: 'OpenRegion',
        region: 'east',
        name: 'East',
        timeZone: 'Asia/Shanghai',
        currency: 'CNY',
        occurredOn: '2026-01-05',
      })
      const profile = { name: 'C' }
      await told({
        type: 'RegisterCustomer',
        customer: 'C',
        region: 'east',
        profile,
        occurredOn: '2026-01-06',
      })
      const both = await subject.twice('C', 40, 'P')
      expect(both.map(({ stored, refused }) => [stored, refused])).toEqual([
        [40, {}],
        [40, {}],
      ])
      const bought = []
      for await (const page of subject.store.readAll({ filter: { types: ['PurchaseRecorded'] } })) {
        if (page._tag === 'Left') throw new Error(page.left.message)
        bought.push(...page.right.events)
      }
      expect(bought.map(({ revision }) => revision)).toEqual(bought.map((_, n) => n + 1))
      const ids = bought.map(({ metadata }) => metadata.commandId)
      expect(new Set(ids).size).toBe(80)
      // One that another process was told is known by its id to a door that has seen nothing of it.
      const [purchase = ''] = ids
      const again = {
        type: 'RecordPurchase',
        customer: 'C',
        purchase,
        netAmount: 1_000,
        occurredOn: '2026-02-03',
      }
      expect(await told(again, purchase)).toMatchObject({ retried: true, revision: 80 })
    } finally {
      await subject.remove()
    }
  },
  // Only a hang takes so long.
)
