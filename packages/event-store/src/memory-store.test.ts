import { describeEventStore } from './conformance/describe-event-store.ts'
import { createMemoryStore } from './memory-store.ts'

describeEventStore('the memory store', {
  open: async () => {
    const store = createMemoryStore({ clock: Date.now, id: 'memory' })
    return { store, dispose: async () => void (await store.close()) }
  },
  lacks: ['reopening', 'severalHandles'],
})
