import type { Upcaster } from '@kehu/event-store'

type WithHistory = {
  readonly [type: string]: { readonly upcasts: ReadonlyArray<(data: unknown) => unknown> }
}

/** The steps from older versions that event definitions carry with them, as the chain a codec checks at start-up. */
export const upcastersOf = (definitions: WithHistory): ReadonlyArray<Upcaster> =>
  Object.entries(definitions).flatMap(([type, { upcasts }]) =>
    upcasts.map((up, i) => ({ type, from: i + 1, up })),
  )
