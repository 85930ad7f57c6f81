import { readFile } from 'node:fs/promises'
import { createMemoryStore } from '@kehu/event-store'
import { expect, test } from 'vitest'
import { appendTo, companyCodec, day } from './testing/log.fixture.ts'
import { bought, metDeeply, registered } from './testing/story.fixture.ts'
import { callList } from './testing/usage.fixture.ts'

const text = (path: string) => readFile(new URL(path, import.meta.url), 'utf8')

test('the README shows what is run here', async () => {
  expect(await text('../README.md')).toContain(
    `\`\`\`ts\n${(await text('./testing/usage.fixture.ts')).trim()}\n\`\`\``,
  )
})

test('and says what comes out', async () => {
  const store = createMemoryStore({ clock: () => 0, id: 'readme' })
  await appendTo(store, [
    registered('Anhui Steel', '2026-01-02'),
    bought('Anhui Steel', 850_000, '2026-01-20'),
    bought('Bao Wen', 150_000, '2026-01-20'),
    metDeeply('Anhui Steel', '2026-01-31'),
  ])
  const lines = await callList({ store, codec: companyCodec }, day('2026-03-10'))
  expect(await text('../README.md')).toContain(lines.map((line) => `    ${line}`).join('\n'))
})
