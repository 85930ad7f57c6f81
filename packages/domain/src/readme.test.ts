import { readFile } from 'node:fs/promises'
import { right } from 'fp-ts/lib/Either.js'
import { expect, it } from 'vitest'
import { decideOnNew } from './readme.fixture.ts'
import { opened } from './region/region.fixture.ts'
import { CalendarDate } from './vocabulary/calendar-date.ts'
import { UserId } from './vocabulary/code.ts'
import { decode } from './vocabulary/decode.ts'

it('the README’s example opens a region, refuses what comes too soon, and is shown as it is run', async () => {
  const [today, actor] = [decode(CalendarDate)('2026-03-02'), decode(UserId)('li.na')]
  if (today._tag === 'Left' || actor._tag === 'Left') throw new Error('The test is wrong')
  expect(decideOnNew(opened, today.right, actor.right)).toMatchObject(right([{ type: 'RegionOpened' }]))
  expect(decideOnNew({ ...opened, currency: 'RMB' }, today.right, actor.right)).toMatchObject({
    left: { _tag: 'Invalid' },
  })
  const closing = { type: 'ClosePeriod', region: 'East', occurredOn: '2026-03-01', period: '2026-02' }
  expect(decideOnNew(closing, today.right, actor.right)).toMatchObject({ left: { _tag: 'RegionNotOpen' } })

  const shown = await readFile(new URL('./readme.fixture.ts', import.meta.url), 'utf8')
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  expect(readme).toContain(`\`\`\`ts\n${shown.replace("'./index.ts'", "'@kehu/domain'")}\`\`\`\n`)
})
