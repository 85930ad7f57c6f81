/** What is left of some facts when those that are not there are left out. */
export type Present<T extends object> = {
  readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K]
} & { readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> }

/**
 * The facts that are there: `{ ...facts, ...present({ owner }) }` says nothing of an owner that is undefined, in place of saying that
 * it is undefined.
 * @example
 * present({ owner: undefined, region: 'east' }) // { region: 'east' }
 */
export const present = <T extends object>(facts: T): Present<T> => {
  const there = Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined))
  return there as Present<T>
}
