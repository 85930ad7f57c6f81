import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { v7 as uuidV7 } from 'uuid'
import type { ExitCode } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { runCli } from '../run-cli.ts'

/** What a run of the command line said. */
export type Said = { readonly exitCode: ExitCode; readonly out: string; readonly err: string }

/** A command line in a directory of its own, with today's date given. */
export type Workplace = {
  readonly directory: string
  readonly path: (name: string) => string
  readonly file: (name: string, content: string | Uint8Array) => Promise<string>
  readonly kehu: (args: ReadonlyArray<string>, more?: Partial<Io>) => Promise<Said>
  readonly leave: () => Promise<void>
}

export const openWorkplace = async (today = '2026-06-30'): Promise<Workplace> => {
  const directory = await mkdtemp(join(tmpdir(), 'kehu-test-'))
  const path = (name: string): string => join(directory, name)
  return {
    directory,
    path,
    file: async (name, content) => {
      await writeFile(path(name), content)
      return path(name)
    },
    kehu: async (args, more = {}) => {
      const [out, err] = [capture(), capture()]
      const io: Io = {
        in: Readable.from([]),
        out: out.stream,
        err: err.stream,
        cwd: directory,
        env: {},
        clock: () => Date.parse(`${today}T04:00:00Z`),
        newId: () => uuidV7(),
        signal: new AbortController().signal,
        ...more,
      }
      const exitCode = await runCli(args, io)
      return { exitCode, out: out.text(), err: err.text() }
    },
    leave: () => rm(directory, { recursive: true, force: true }),
  }
}

const capture = (): { readonly stream: Writable; readonly text: () => string } => {
  const chunks: string[] = []
  const stream = new Writable({
    write: (chunk, _, done) => {
      chunks.push(String(chunk))
      done()
    },
  })
  return { stream, text: () => chunks.join('') }
}

/** One answer in JSON. */
export const json = ({ out }: Said): unknown => JSON.parse(out)

/** Answers in JSON, one a line. */
export const jsonLines = ({ out }: Said): ReadonlyArray<unknown> =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
