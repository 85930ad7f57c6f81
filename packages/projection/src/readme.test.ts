import { readFile } from 'node:fs/promises'
import { createMemoryReadModelStore, createMemoryStore, streamName } from '@kehu/event-store'
import { expect, it } from 'vitest'
import { ok } from './order-book.arbitrary.ts'
import { sold } from './readme.fixture.ts'

it('the README’s example answers from what is stored, and is shown as it is run', async () => {
  const store = createMemoryStore({ clock: () => 0, id: 'shop' })
  const sale = {
    id: '00000000-0000-4000-8000-000000000001',
    type: 'ItemSold',
    version: 1,
    data: '{"item":"tea","pieces":3}',
    occurredOn: '2024-02-29',
    metadata: { actor: 'u-1', correlationId: 'c', causationId: 'c', commandId: 'c' },
  }
  ok(await store.append(ok(streamName('shop', '1')), 'noStream', [sale])())
  expect(await sold(store, createMemoryReadModelStore())).toEqual({
    pieces: 3,
    digest: { _tag: 'Right', right: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })

  const shown = await readFile(new URL('./readme.fixture.ts', import.meta.url), 'utf8')
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  expect(readme).toContain(`\`\`\`ts\n${shown.replace("'./index.ts'", "'@kehu/projection'")}\`\`\`\n`)
})
