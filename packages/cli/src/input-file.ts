import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { type Failure, fault, misuse, thrownMessage } from './failure.ts'

/** Asked before anything else is done: a mistyped name must not leave an empty store behind. */
export const checkInput = async (path: string): Promise<Either<Failure, void>> => {
  try {
    await access(path, constants.R_OK)
    return (await stat(path)).isDirectory() ? misuse(directory(path)) : right(undefined)
  } catch (error) {
    return unreadable(path, error)
  }
}

/** Why a file cannot be read, in words that help. */
export const unreadable = (path: string, error: unknown): Either<Failure, never> => {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  if (code === 'ENOENT') return misuse(`There is no file "${path}": check its name.`)
  if (code === 'EISDIR') return misuse(directory(path))
  if (code === 'EACCES') return misuse(`"${path}" may not be read: check its permissions.`)
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return misuse(
      `"${path}" is not UTF-8 text: save it as UTF-8 ("CSV UTF-8" in a spreadsheet), or convert it (iconv -f GB18030 -t UTF-8).`,
    )
  }
  return fault(`"${path}" cannot be read: ${thrownMessage(error)}.`)
}

const directory = (path: string): string => `"${path}" is a directory: name the file in it.`
