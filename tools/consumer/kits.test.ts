// The test kits need vitest and fast-check, which a user of the library alone does not install: a second step does.
import { expect, test } from 'vitest'

test.each(['@kehu/domain/testing', '@kehu/event-store/conformance'])('%s can be imported', async (kit) => {
  expect(Object.keys(await import(kit))).not.toHaveLength(0)
})
