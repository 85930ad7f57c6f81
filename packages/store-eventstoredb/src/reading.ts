import { Silent } from './faults.ts'
import type { ReadableStream } from './reading-types.ts'

/**
 * Everything a read of the client gives, one after another. However it is left, the call is cancelled: the client itself would
 * leave it open.
 *
 * @param silentMs how long the server may say nothing while it is waited for
 * @throws what the client emits as `error`, and `Silent`
 */
export async function* drain<A>(stream: ReadableStream<A>, silentMs: number): AsyncGenerator<A, void> {
  // After the end an error has nobody to tell.
  stream.on('error', () => undefined)
  const iterator = stream[Symbol.asyncIterator]()
  let isAwaited = false
  // One timer for all events: a consumer may take his time, and for him it goes off unheard.
  const watch = setTimeout(() => {
    if (isAwaited) stream.destroy(new Silent())
  }, silentMs)
  try {
    for (;;) {
      isAwaited = true
      watch.refresh()
      const next = await iterator.next()
      isAwaited = false
      if (next.done === true) return
      yield next.value
    }
  } finally {
    clearTimeout(watch)
    stream.cancel().catch(() => undefined)
    // What is under way must flow off, or the client waits for its end for ever when it is disposed of.
    stream.resume()
  }
}
