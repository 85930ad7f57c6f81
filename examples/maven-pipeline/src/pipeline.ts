import { resolve } from 'node:path'
import {
  type ExitCode,
  exitCodes,
  type Io,
  parseLocation,
  remark,
  styleOf,
  withStore,
  write,
} from '@kehu/cli'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { countStored } from './count-stored.ts'
import { importPipeline } from './import-pipeline.ts'
import { readFolder } from './read-folder.ts'
import { show } from './show.ts'

export const usage = 'Usage: start FOLDER [STORE]; see the README of this example for where to get the files.'

/** Imports the data set in a folder into a store and prints what came of it. */
export const pipeline = async (
  io: Io,
  [folder, store = 'maven-pipeline.db']: ReadonlyArray<string>,
): Promise<ExitCode> => {
  const complain = async (message: string, exitCode: ExitCode): Promise<ExitCode> => {
    await write(io.err, `${message}\n`)
    return exitCode
  }
  if (folder === undefined) return complain(usage, exitCodes.usage)
  const location = parseLocation(store, io.cwd)
  if (isLeft(location)) return complain(location.left.message, location.left.exitCode)
  const files = await readFolder(resolve(io.cwd, folder))
  if (isLeft(files)) return complain(files.left.message, exitCodes.usage)
  const began = performance.now()
  const done = await withStore(io, location.right, 'write', async ({ kehu }) => {
    const imported = await importPipeline(kehu, files.right)
    const seconds = (performance.now() - began) / 1_000
    const stored = await countStored(kehu)
    if (isLeft(stored)) return left({ exitCode: exitCodes.failed, message: stored.left.message })
    const style = styleOf(io)
    await write(io.out, `${show(style, imported, stored.right)}\n`)
    await write(io.out, `\n${remark(style, `Imported in ${seconds.toFixed(1)} s.`)}\n`)
    return right(imported.refused.length === 0 ? exitCodes.ok : exitCodes.refused)
  })
  return isLeft(done) ? complain(done.left.message, done.left.exitCode) : done.right
}
