import type { Upcaster } from '@kehu/event-store'

/** Older versions of event data lifted to the current one; every event type is still in its first version. */
export const upcasters: ReadonlyArray<Upcaster> = []
