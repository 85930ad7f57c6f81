import { createMemoryStore } from '@kehu/event-store'
import { histories, play } from '@kehu/event-store/conformance'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aDirectory, opened } from '../test/harness.ts'

// Many histories share a file, so that most are played behind others; not all, or reading backwards would take ages.
const files = 20
const historiesPerFile = 50

test('the SQLite store and the memory store behave the same under the same random commands', async () => {
  const sizes: number[] = []
  const met = new Map<string, number>()
  for (let file = 0; file < files; file++) {
    const directory = aDirectory()
    const sqlite = await opened(directory.file)
    try {
      await fc.assert(
        fc.asyncProperty(histories({ plansMax: 120, atOnce: true }), async (write) => {
          const memory = createMemoryStore({ clock: Date.now, id: 'memory' })
          const steps = write()
          const outcomes = await play(sqlite, steps)
          expect(outcomes).toEqual(await play(memory, steps))
          for (const outcome of outcomes) met.set(branchOf(outcome), (met.get(branchOf(outcome)) ?? 0) + 1)
          const head = await memory.head()
          sizes.push(('right' in head && head.right.events) || 0)
        }),
        { numRuns: historiesPerFile },
      )
    } finally {
      await sqlite.close()
      directory.remove()
    }
  }
  expect(sizes.length).toBeGreaterThanOrEqual(1_000)
  expect(sizes.sort((a, b) => a - b)[sizes.length / 2]).toBeGreaterThanOrEqual(60)
  // A law that never met a conflict would prove nothing.
  for (const branch of ['Appended', 'Repeated', 'Conflict', 'DuplicateId', 'Read']) {
    expect([branch, (met.get(branch) ?? 0) >= 1_000]).toEqual([branch, true])
  }
})

const branchOf = (outcome: Awaited<ReturnType<typeof play>>[number]): string => {
  if (!('_tag' in outcome)) return 'Read'
  return 'repeated' in outcome && outcome.repeated ? 'Repeated' : outcome._tag
}
