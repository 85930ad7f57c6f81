import { readFile } from 'node:fs/promises'
import { createMemoryStore, streamName } from '@kehu/event-store'
import { expect, it } from 'vitest'
import { ok } from './business.arbitrary.ts'
import { scores } from './readme.fixture.ts'

it('the README’s example scores what is stored, and is shown as it is run', async () => {
  const store = createMemoryStore({ clock: () => 0, id: 'sales' })
  const metadata = { actor: 'u-1', correlationId: 'c', causationId: 'c', commandId: 'c' }
  const events = [
    { type: 'TargetSet', data: { region: 'East', kpi: 'sales', period: '2022-Q1', target: 1_000 } },
    {
      type: 'PurchaseRecorded',
      data: { customer: 'C-1', line: { purchase: 'p-1', region: 'East', currency: 'CNY', netAmount: 900 } },
    },
  ].map(({ type, data }, i) => ({
    id: `00000000-0000-4000-8000-00000000000${i}`,
    type,
    version: 1,
    data: JSON.stringify(data),
    occurredOn: '2022-01-31',
    metadata,
  }))
  ok(await store.append(ok(streamName('example', '1')), 'noStream', events)())
  const [east] = await scores(store)
  expect(east).toMatchObject({ region: 'East', score: '0.90' })
  expect(east?.because).toContain(
    'sales: 900 minor units net in 2022-Q1, of it 0 minor units without a customer (policy 8.1-C, A10, A65); 90.00 % of its target (A70), weight 11.11 % (A69)',
  )

  const shown = await readFile(new URL('./readme.fixture.ts', import.meta.url), 'utf8')
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  expect(readme).toContain(`\`\`\`ts\n${shown.replace("'./index.ts'", "'@kehu/projection-kpis'")}\`\`\`\n`)
})
