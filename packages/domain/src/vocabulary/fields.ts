import { isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

type Shape<R extends t.Props, O extends t.Props> = {
  readonly [K in keyof R]: t.TypeOf<R[K]>
} & { readonly [K in keyof O]?: t.TypeOf<O[K]> }

type PlainShape<R extends t.Props, O extends t.Props> = {
  readonly [K in keyof R]: t.OutputOf<R[K]>
} & { readonly [K in keyof O]?: t.OutputOf<O[K]> }

/** A codec made by `fields`; `required` and `optional` are its parts, for tools that list or extend them. */
export interface Fields<R extends t.Props, O extends t.Props> extends t.Type<Shape<R, O>, PlainShape<R, O>> {
  readonly required: R
  readonly optional: O
}

type None = Record<never, never>

/**
 * An object with exactly these fields. Unlike `t.strict` it refuses a field it does not know instead of dropping it:
 * a typing error in a field's name must not look like success.
 *
 * @param required fields that must be there
 * @param optional fields that may be absent; `undefined` counts as absent, `null` does not
 * @example
 * fields('Point', { x: t.number }).decode({ x: 1, z: 2 }) // a Left: "z" is an unknown field
 */
export const fields = <R extends t.Props, O extends t.Props = None>(
  name: string,
  required: R,
  optional?: O,
): Fields<R, O> => {
  const known: Record<string, t.Mixed> = { ...required, ...optional }
  const knownKeys = Object.keys(known)
  const isShape = (u: unknown): u is Shape<R, O> =>
    isRecord(u) &&
    Object.keys(u).every((key) => Object.hasOwn(known, key) || u[key] === undefined) &&
    knownKeys.every((key) =>
      u[key] === undefined && !Object.hasOwn(required, key) ? true : (known[key]?.is(u[key]) ?? false),
    )
  const validate: t.Validate<unknown, Shape<R, O>> = (input, context) => {
    if (!isRecord(input)) return t.failure(input, context, `${name} must be an object`)
    const errors: t.Errors = []
    const output: Record<string, unknown> = {}
    // In the order of the definition, not of the input: the same facts then look the same, however they were written.
    for (const [key, codec] of Object.entries(known)) {
      const value = Object.hasOwn(input, key) ? input[key] : undefined
      if (value !== undefined) {
        const decoded = codec.validate(value, t.appendContext(context, key, codec, value))
        if (isRight(decoded)) output[key] = decoded.right
        // One by one: a long list has more problems than a call may have arguments.
        else for (const error of decoded.left) errors.push(error)
      } else if (Object.hasOwn(required, key)) {
        errors.push({ value, context: t.appendContext(context, key, t.unknown), message: 'is missing' })
      }
    }
    const unknown = Object.keys(input).filter((key) => !Object.hasOwn(known, key) && input[key] !== undefined)
    for (const key of unknown.slice(0, unknownMax)) {
      errors.push({
        value: input[key],
        context: t.appendContext(context, key, t.never),
        message: `is an unknown field of ${name}`,
      })
    }
    if (unknown.length > unknownMax) {
      const message = `and ${unknown.length - unknownMax} more unknown fields of ${name}`
      errors.push({ value: input, context, message })
    }
    return errors.length === 0 ? t.success(output as Shape<R, O>) : t.failures(errors)
  }
  const encode = (shape: Shape<R, O>): PlainShape<R, O> => {
    const output: Record<string, unknown> = {}
    // In the order of the definition, so that equal facts are equal text.
    for (const key of knownKeys) {
      const value: unknown = Reflect.get(shape, key)
      if (value !== undefined) output[key] = known[key]?.encode(value)
    }
    return output as PlainShape<R, O>
  }
  return Object.assign(new t.Type<Shape<R, O>, PlainShape<R, O>>(name, isShape, validate, encode), {
    required,
    optional: optional ?? ({} as O),
  })
}

/** Of a million unknown fields nobody reads a million sentences. */
const unknownMax = 20

const isRecord = (u: unknown): u is Record<string, unknown> =>
  typeof u === 'object' && u !== null && !Array.isArray(u)
