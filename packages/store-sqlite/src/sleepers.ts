import type { Position, StoreFault } from '@kehu/event-store'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { toPosition } from './row.ts'

/**
 * Subscriptions that have caught up and wait for more. They are woken by this process's own commits at once, and by those
 * of other processes at the next look at the head. The timer runs only while somebody sleeps.
 */
export const createSleepers = (head: () => Either<StoreFault, number>, pollMs: number) => {
  const asleep = new Map<() => void, Position>()
  let timer: ReturnType<typeof setInterval> | undefined
  let open = true

  const wakeIfChanged = () => {
    if (asleep.size === 0) return
    const now = head()
    // Busy: at the next look. Any other fault: the reader shall meet it.
    if (isLeft(now) && now.left._tag === 'Busy') return
    for (const [wake, position] of [...asleep]) {
      if (isLeft(now) || toPosition(now.right) !== position) wake()
    }
  }

  return {
    wakeIfChanged,
    wakeAll: () => {
      open = false
      for (const wake of [...asleep.keys()]) wake()
    },
    changed: (position: Position, signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        if (!open || signal.aborted) return resolve()
        const wake = () => {
          asleep.delete(wake)
          signal.removeEventListener('abort', wake)
          if (asleep.size === 0) clearInterval(timer)
          resolve()
        }
        if (asleep.size === 0) timer = setInterval(wakeIfChanged, pollMs)
        asleep.set(wake, position)
        signal.addEventListener('abort', wake)
        // What was appended since the reader looked.
        wakeIfChanged()
      }),
  }
}
