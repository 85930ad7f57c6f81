import { none, some } from 'fp-ts/lib/Option.js'
import { expect, test } from 'vitest'
import { describeEventStore } from './conformance/describe-event-store.ts'
import { anEvent, answer, append, aStream, events, wholeLog } from './conformance/given.ts'
import { createMemoryStore } from './memory-store.ts'
import { createMemoryReadModelStore } from './read-model-store.ts'

describeEventStore('the memory store', {
  open: async () => {
    const store = createMemoryStore({ clock: Date.now, id: 'memory' })
    return { store, dispose: async () => void (await store.close()) }
  },
  lacks: ['reopening', 'severalHandles'],
})

test('the memory store takes its time and its identity from its maker', async () => {
  const store = createMemoryStore({ clock: () => 17, id: 'mine' })
  await append(store, aStream(), 'noStream', [anEvent()])
  expect(store.id).toBe('mine')
  expect((await wholeLog(store)).map(({ recordedAt }) => recordedAt)).toEqual([17])
})

test('whoever changes what he gave or what he read does not change the log', async () => {
  const store = createMemoryStore({ clock: () => 17, id: 'mine' })
  const given = { ...anEvent() }
  await append(store, aStream(), 'noStream', [given])
  const before = structuredClone(await wholeLog(store))
  given.type = 'Changed'
  for (const event of await wholeLog(store)) {
    expect(() => Object.assign(event, { type: 'Changed' })).toThrow(TypeError)
    expect(() => Object.assign(event.metadata, { actor: 'somebody' })).toThrow(TypeError)
  }
  expect(await wholeLog(store)).toEqual(before)
})

test('a subscription leaves no listener on its signal, however it ends', async () => {
  const store = createMemoryStore({ clock: () => 17, id: 'mine' })
  const { signal, listeners } = countingSignal()
  for (let time = 0; time < 3; time++) {
    setTimeout(() => void store.append(aStream(), 'noStream', events(1))(), 1)
    let pages = 0
    for await (const _ of store.subscribe({ signal })) if (++pages === 2) break
    expect(listeners()).toBe(0)
  }
  setTimeout(() => void answer(store.close), 1)
  for await (const _ of store.subscribe({ signal }));
  expect(listeners()).toBe(0)
})

test('read models are kept by name, each save replacing the last', async () => {
  const models = createMemoryReadModelStore()
  const saved = { version: 2, checkpoint: 'c', state: '{}', digest: 'd' }
  expect(await answer(models.load('tiers'))).toEqual(none)
  await answer(models.save('tiers', { ...saved, version: 1 }))
  await answer(models.save('tiers', saved))
  expect(await answer(models.load('tiers'))).toEqual(some(saved))
  expect(await answer(models.load('kpis'))).toEqual(none)
})

const countingSignal = () => {
  const { signal } = new AbortController()
  let count = 0
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    count++
    add(...args)
  }
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    count--
    remove(...args)
  }
  return { signal, listeners: () => count }
}
