import type { Touched } from '../../packages/domain/src/aggregate/touched.ts'

/** Where something that a command touches is named: by what it is given to, in the command, or in what is known already. */
export type Named = {
  readonly kind: keyof Touched
  readonly in: 'itself' | 'command' | 'state'
  /** The names on the way to it; `*` is whichever of several. */
  readonly path: ReadonlyArray<string>
}

/** Where each of the ids that came out was taken from. Something that nobody named would be made up, and is a mistake. */
export const namedIn = (
  touched: Touched,
  { itself, command, state }: { readonly itself: string; readonly command: unknown; readonly state: unknown },
): ReadonlyArray<Named> => {
  const kinds = ['regions', 'customers', 'complaints', 'opportunities'] as const
  return kinds.flatMap((kind) =>
    touched[kind].map((id): Named => {
      if (id === itself) return { kind, in: 'itself', path: [] }
      const given = shortest(pathsTo(id, command))
      const known = given === null ? shortest(pathsTo(id, state)) : null
      if (given !== null) return { kind, in: 'command', path: given }
      if (known !== null) return { kind, in: 'state', path: known }
      throw new Error(`Nobody named ${id}, and it is touched (${kind}).`)
    }),
  )
}

/** Where a command names something of somebody's that it does not touch. */
export const untouchedIn = (
  touched: Touched,
  command: unknown,
  isId: (text: string) => boolean,
): ReadonlyArray<string> => {
  const ids: ReadonlySet<string> = new Set(Object.values(touched).flat())
  return textsIn(command).flatMap(([text, path]) => (isId(text) && !ids.has(text) ? [path.join('.')] : []))
}

const textsIn = (within: unknown, path: Path = []): ReadonlyArray<readonly [string, Path]> => {
  if (typeof within === 'string') return [[within, path]]
  if (Array.isArray(within)) return within.flatMap((value: unknown) => textsIn(value, [...path, '*']))
  return typeof within === 'object' && within !== null
    ? Object.entries(within).flatMap(([key, value]) => textsIn(value, [...path, key]))
    : []
}

type Path = ReadonlyArray<string>

const pathsTo = (wanted: string, within: unknown, path: Path = []): ReadonlyArray<Path> => {
  if (within === wanted) return [path]
  if (within instanceof Map)
    return [...within].flatMap(([key, value]) =>
      key === wanted ? [[...path, '*']] : pathsTo(wanted, value, [...path, '*']),
    )
  if (Array.isArray(within) || within instanceof Set)
    return [...within].flatMap((value: unknown) => pathsTo(wanted, value, [...path, '*']))
  return typeof within === 'object' && within !== null
    ? Object.entries(within).flatMap(([key, value]) => pathsTo(wanted, value, [...path, key]))
    : []
}

/** The nearest place, the first among equals. */
const shortest = (paths: ReadonlyArray<Path>): Path | null =>
  paths.reduce<Path | null>((best, path) => (best === null || path.length < best.length ? path : best), null)
