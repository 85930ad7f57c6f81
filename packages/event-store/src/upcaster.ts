import { type Either, isLeft, left, right, tryCatch } from 'fp-ts/lib/Either.js'
import { shownBare } from './shown.ts'
import { told } from './total.ts'

/** Lifts the data of one event type from a version to the next. It sees plain JSON, before any codec. */
export type Upcaster = {
  readonly type: string
  /** The version it reads. */
  readonly from: number
  /** The version it writes: the next one, which need not be said. Any other is refused. */
  readonly to?: number
  readonly up: (data: unknown) => unknown
}

/** The upcasters do not lead from every old version to the current one by exactly one way. */
export type UpcasterFault = {
  readonly _tag: 'UpcasterFault'
  readonly problems: ReadonlyArray<string>
  readonly message: string
}

/** Refuses gaps, cycles, duplicates, steps that lead beyond the current version and upcasters of unknown types. */
export const checkUpcasters = (
  definitions: { readonly [type: string]: { readonly version: number } },
  upcasters: ReadonlyArray<Upcaster>,
): Either<UpcasterFault, void> => {
  const read = tryCatch(() => problemsOf(definitions, upcasters), upcasterFault)
  if (isLeft(read)) return read
  const problems = read.right
  return problems.length === 0
    ? right(undefined)
    : left({
        _tag: 'UpcasterFault',
        problems,
        message: `The upcasters are no unbroken chain: ${problems.join('; ')}.`,
      })
}

/** What was thrown while definitions or upcasters were read: they are none. */
export const upcasterFault = (thrown: unknown): UpcasterFault => {
  const problem = `they are no definitions and upcasters: ${told(thrown).why}`
  return {
    _tag: 'UpcasterFault',
    problems: [problem],
    message: `The event types cannot be read: ${problem}.`,
  }
}

/** No list, no bytes and no text, boxed or not: those have an entry for every element. */
export const definitionsIn = <D extends object>(given: D): D => {
  const length = typeof given === 'object' ? Object.getOwnPropertyDescriptor(given, 'length') : null
  if (!ArrayBuffer.isView(given) && (length === undefined || length?.enumerable === true)) return given
  throw new TypeError('definitions are an object with the names of event types')
}

/** Each version has a step of its own; nobody wrote so many. */
const versionMax = 1_000

/** A list of so many, or something else, is none of upcasters. */
export const upcastersIn = (given: ReadonlyArray<Upcaster>): ReadonlyArray<Upcaster> => {
  if (Array.isArray(given) && given.length <= upcastersMax && given.every(isUpcaster)) return given
  throw new TypeError(`upcasters are a list of at most ${upcastersMax}`)
}
const upcastersMax = 100_000
const isUpcaster = ({ type, from, to, up }: Upcaster): boolean =>
  typeof type === 'string' &&
  typeof from === 'number' &&
  (to === undefined || typeof to === 'number') &&
  typeof up === 'function'

const problemsOf = (
  definitions: { readonly [type: string]: { readonly version: number } },
  upcasters: ReadonlyArray<Upcaster>,
): ReadonlyArray<string> => [
  ...upcastersIn(upcasters)
    .filter(({ type }) => !Object.hasOwn(definitions, type))
    .map(({ type, from }) => `${shownBare(type)} version ${shownBare(from)}: there is no such event type`),
  ...Object.entries(definitionsIn(definitions)).flatMap(([type, { version }]) => {
    if (!(Number.isSafeInteger(version) && version >= 1 && version <= versionMax))
      return [`${shownBare(type)}: its version is none from 1 to ${versionMax}`]
    return stepsOf(
      shownBare(type),
      version,
      upcasters.filter((upcaster) => upcaster.type === type),
    )
  }),
]

const stepsOf = (type: string, version: number, steps: ReadonlyArray<Upcaster>): ReadonlyArray<string> => {
  const froms = steps.map(({ from }) => from)
  const wanted = Array.from({ length: version - 1 }, (_, i) => i + 1)
  return [
    ...wanted
      .filter((from) => !froms.includes(from))
      .map((from) => `${type} version ${from}: nothing lifts it to ${from + 1}`),
    ...wanted
      .filter((from) => froms.filter((other) => other === from).length > 1)
      .map((from) => `${type} version ${from}: two upcasters lift it`),
    ...froms
      .filter((from) => !wanted.includes(from))
      .map((from) => `${type} version ${from}: it leads beyond the current version ${version}`),
    ...steps.flatMap(({ from, to = from + 1 }) =>
      to === from + 1
        ? []
        : [
            to <= from
              ? `${type} version ${from}: a cycle, it leads back to ${to}`
              : `${type} version ${from}: a gap, it leads to ${to} and not to ${from + 1}`,
          ],
    ),
  ]
}

/** Data of a version lifted to the current one. */
export const upcast = (
  upcasters: ReadonlyArray<Upcaster>,
  type: string,
  version: number,
  data: unknown,
): unknown =>
  upcasters.length === 0
    ? data
    : upcasters
        .filter((upcaster) => upcaster.type === type && upcaster.from >= version)
        .sort((a, b) => a.from - b.from)
        .reduce((lifted, { up }) => up(lifted), data)
