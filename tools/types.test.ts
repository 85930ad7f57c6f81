import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

// What the compiler promises, proved by breaking it: sources are changed in memory only, and the compiler must object.

const root = join(import.meta.dirname, '..')
const domain = 'packages/domain/src'

type Overlay = Readonly<Record<string, (text: string) => string>>

/** Parsed once for all programs: most files are never changed. */
const parsed = new Map<string, ts.SourceFile | undefined>()

/** The files in which the compiler finds something wrong when these files are changed so. */
const objections = (files: ReadonlyArray<string>, overlay: Overlay): ReadonlyArray<string> => {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    { noEmit: true },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: () => undefined,
    },
  )
  const { tsBuildInfoFile: _, ...configured } = config?.options ?? {}
  const options = {
    ...configured,
    incremental: false,
    noUnusedLocals: false,
  }
  const host = ts.createCompilerHost(options)
  const changes = new Map(Object.entries(overlay).map(([file, change]) => [join(root, file), change]))
  const readFile = host.readFile.bind(host)
  host.readFile = (file) => {
    const change = changes.get(file)
    const text = readFile(file)
    return change === undefined ? text : change(text ?? '')
  }
  const fileExists = host.fileExists.bind(host)
  host.fileExists = (file) => changes.has(file) || fileExists(file)
  const getSourceFile = host.getSourceFile.bind(host)
  host.getSourceFile = (file, ...rest) => {
    if (changes.has(file)) return ts.createSourceFile(file, host.readFile(file) ?? '', ts.ScriptTarget.ES2024)
    if (!parsed.has(file)) parsed.set(file, getSourceFile(file, ...rest))
    return parsed.get(file)
  }
  const program = ts.createProgram(
    files.map((file) => join(root, file)),
    options,
    host,
  )
  return files.filter((file) => {
    const source = program.getSourceFile(join(root, file))
    if (source === undefined) throw new Error(`${file} is not compiled`)
    return program.getSemanticDiagnostics(source).length > 0
  })
}

/** Table of events → the file that folds it. */
const folds: ReadonlyArray<readonly [table: string, file: string, fold: string]> = [
  ['accountEvents', 'customer/account/events.ts', 'customer/account/state.ts'],
  ['informationEvents', 'customer/information/events.ts', 'customer/information/state.ts'],
  ['purchaseEvents', 'customer/purchases/events.ts', 'customer/purchases/state.ts'],
  ['relationshipEvents', 'customer/relationship/events.ts', 'customer/relationship/state.ts'],
  ['complaintEvents', 'complaint/events.ts', 'complaint/state.ts'],
  ['opportunityEvents', 'opportunity/events.ts', 'opportunity/state.ts'],
  ['regionEvents', 'region/events.ts', 'region/state.ts'],
  ['regionSalesEvents', 'region/events.ts', 'region/region-sales.ts'],
]

const plant =
  (table: string) =>
  (text: string): string => {
    const head = `export const ${table} = {\n`
    if (!text.includes(head)) throw new Error(`no table ${table}`)
    return text.replace(head, `${head}  ${table}New: firstVersion(fields('New', {})),\n`)
  }

const virtual = `${domain}/planted.ts`
const planted = (statement: string): Overlay => ({
  [virtual]: () =>
    [
      "import * as t from 'io-ts'",
      "import { type EventDefinition, firstVersion, laterVersion } from './vocabulary/messages.ts'",
      `export const planted = ${statement}`,
    ].join('\n'),
})

const codec = 'packages/kehu/src/event-codec.ts'
const tables = [
  'customerEvents',
  'identityEvents',
  'complaintEvents',
  'opportunityEvents',
  'regionEvents',
  'regionSalesEvents',
]
const all = tables.map((table) => `keyof (typeof import('@kehu/domain'))['${table}']`).join(' | ')

describe('the compiler objects', () => {
  test('to an event that its aggregate does not fold', () => {
    const foldFiles = folds.map(([, , fold]) => `${domain}/${fold}`)
    expect(objections(foldFiles, {})).toEqual([])
    const overlay: Record<string, (text: string) => string> = {}
    for (const [table, file] of folds) {
      const before = overlay[`${domain}/${file}`] ?? ((text: string) => text)
      overlay[`${domain}/${file}`] = (text) => plant(table)(before(text))
    }
    expect(objections(foldFiles, overlay)).toEqual(foldFiles)
  })

  test('to an event that the codec of the log leaves out', () => {
    const says = (types: string): Overlay => ({
      [codec]: (text) =>
        `${text}\ntype All = ${types}\nexport const whole: [All] extends [KehuEvent['type']] ? [KehuEvent['type']] extends [All] ? true : false : false = true\n`,
    })
    expect(objections([codec], says(all))).toEqual([])
    expect(objections([codec], says(`${all} | 'SomethingNew'`))).toEqual([codec])
    const forgetful = (text: string) => text.replace('  ...aggregates.complaint.events,\n', '')
    const { [codec]: said = (text: string) => text } = says(all)
    expect(objections([codec], { [codec]: (text) => said(forgetful(text)) })).toEqual([codec])
  })

  test('to a later version without a step from the first, and to a definition without its steps', () => {
    const check = (statement: string) => objections([virtual], planted(statement))
    expect(check('[firstVersion(t.string), laterVersion(t.string, (data) => data)]')).toEqual([])
    expect(check('laterVersion(t.string)')).toEqual([virtual])
    expect(check('{ version: 2, data: t.string, upcasts: [] } satisfies EventDefinition')).toEqual([])
    expect(check('{ version: 1, data: t.string } satisfies EventDefinition')).toEqual([virtual])
  })
})
