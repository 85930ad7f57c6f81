import { readFile } from 'node:fs/promises'
import { createMemoryStore } from '@kehu/event-store'
import { expect, test } from 'vitest'
import { appendTo, day, marketCodec } from './testing/log.fixture.ts'
import { bought, soldToNobody } from './testing/story.fixture.ts'
import { tierList } from './testing/usage.fixture.ts'

const text = (path: string) => readFile(new URL(path, import.meta.url), 'utf8')

test('the README shows what is run here', async () => {
  expect(await text('../README.md')).toContain(
    `\`\`\`ts\n${(await text('./testing/usage.fixture.ts')).trim()}\n\`\`\``,
  )
})

test('and says what comes out', async () => {
  const store = createMemoryStore({ clock: () => 0, id: 'readme' })
  await appendTo(store, [
    bought('Anhui Steel', 250_000, '2026-02-03'),
    bought('Bao Wen', 150_000, '2026-01-20'),
    soldToNobody(600_000, '2026-03-01'),
  ])
  const lines = await tierList({ store, codec: marketCodec }, day('2026-03-31'))
  expect(await text('../README.md')).toContain(lines.map((line) => `    ${line}`).join('\n'))
})
