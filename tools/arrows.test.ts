import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkArrows } from './arrows.ts'

describe('the packages of this repository', () => {
  test('import each other only along the arrows', async () => {
    const { violations, packagesWithoutRow, foldersWithoutOrder } = await checkArrows(
      join(import.meta.dirname, '..'),
    )
    expect(violations).toEqual([])
    expect(packagesWithoutRow).toEqual([])
    expect(foldersWithoutOrder).toEqual([])
  })

  test('are really seen, through the links in node_modules', async () => {
    const { modulesByPackage, followed } = await checkArrows(join(import.meta.dirname, '..'))
    expect([...modulesByPackage.values()].reduce((sum, n) => sum + n, 0)).toBeGreaterThan(40)
    expect([...followed]).toEqual(
      expect.arrayContaining([
        'store-sqlite -> event-store',
        'projection -> event-store',
        'projection-tiers -> domain',
        'kehu -> projection-tiers',
        'cli -> kehu',
      ]),
    )
  })
})

/** A planted violation: in which file, what it imports, which rule must speak. */
const plants: readonly (readonly [file: string, imports: string, rule: string])[] = [
  ['packages/domain/src/a.ts', '@kehu/event-store', 'domain-imports'],
  ['packages/event-store/src/a.ts', '@kehu/domain', 'event-store-imports'],
  ['packages/projection-tiers/src/a.ts', '@kehu/event-store', 'projection-tiers-imports'],
  ['packages/projection-tiers/src/b.ts', '@kehu/projection-kpis', 'projection-tiers-imports'],
  ['packages/projection-tiers/src/a.test.ts', '@kehu/store-sqlite', 'projection-tiers-tests-import'],
  ['packages/kehu/src/a.ts', '@kehu/store-sqlite', 'kehu-imports'],
  ['packages/kehu/src/b.ts', '@kehu/cli', 'nothing-imports-the-cli-or-an-example'],
  ['packages/domain/src/b.ts', 'node:fs', 'domain-imports-nothing-of-node'],
  ['packages/projection/src/a.ts', 'crypto', 'projection-imports-nothing-of-node'],
  ['packages/domain/src/c.ts', 'uuid', 'domain-libraries'],
  ['packages/kehu/src/c.ts', 'undeclared', 'declared'],
  ['packages/kehu/src/d.ts', 'nowhere-to-be-found', 'resolvable'],
  ['packages/kehu/src/e.ts', '../../domain/src/index.ts', 'one-entrance'],
  ['packages/kehu/src/f.ts', '@kehu/domain/testing', 'test-kits-in-tests-only'],
  ['packages/domain/src/gnir.ts', './ring.ts', 'no-cycles'],
  ['packages/domain/src/vocabulary/up.ts', '../policy/ok.ts', 'domain-vocabulary-imports'],
  ['packages/domain/src/customer/up.ts', '../sales/ok.ts', 'domain-customer-imports'],
]

/** What is allowed and must stay so. */
const lawful: readonly (readonly [file: string, imports: string])[] = [
  ['packages/domain/src/ring.ts', './gnir.ts'],
  ['packages/domain/src/policy/ok.ts', '../vocabulary/ok.ts'],
  ['packages/domain/src/sales/ok.ts', '../policy/ok.ts'],
  ['packages/domain/src/customer/ok.test.ts', '../sales/ok.ts'],
  ['packages/domain/src/ok.test.ts', 'node:fs'],
  ['packages/store-sqlite/src/ok.ts', 'node:sqlite'],
  ['packages/store-sqlite/src/ok2.ts', '@kehu/event-store'],
  ['packages/projection-tiers/src/ok.ts', '@kehu/domain'],
  ['packages/projection-tiers/src/ok.test.ts', '@kehu/domain/testing'],
  ['packages/projection-tiers/src/ok2.test.ts', '@kehu/event-store'],
]

describe('a planted violation', () => {
  const root = mkdtempSync(join(tmpdir(), 'kehu-arrows-'))
  afterAll(() => rmSync(root, { recursive: true }))

  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  const packages = [
    'domain',
    'event-store',
    'store-sqlite',
    'store-postgres',
    'store-eventstoredb',
    'projection',
    'projection-tiers',
    'projection-kpis',
    'kehu',
    'cli',
  ]

  let violations: readonly string[] = []
  beforeAll(async () => {
    mkdirSync(join(root, 'examples'))
    for (const name of packages) {
      const exports = { '.': './src/index.ts', './testing': './src/testing.ts' }
      const dependencies = Object.fromEntries(
        [...packages.map((p) => `@kehu/${p}`), 'uuid'].map((p) => [p, '1']),
      )
      write(`packages/${name}/package.json`, JSON.stringify({ name: `@kehu/${name}`, exports, dependencies }))
      for (const entry of ['index', 'testing']) write(`packages/${name}/src/${entry}.ts`, 'export {}')
      for (const library of ['uuid', 'undeclared']) {
        write(`packages/${name}/node_modules/${library}/package.json`, JSON.stringify({ name: library }))
        write(`packages/${name}/node_modules/${library}/index.js`, '')
      }
      mkdirSync(join(root, `packages/${name}/node_modules/@kehu`))
      for (const other of packages)
        symlinkSync(`../../../${other}`, join(root, `packages/${name}/node_modules/@kehu/${other}`))
    }
    write('packages/domain/src/vocabulary/ok.ts', 'export {}')
    for (const [file, imports] of [...plants, ...lawful]) write(file, `import '${imports}'\n`)
    violations = (await checkArrows(root)).violations
  })

  test.each(plants)('%s importing %s is refused as %s', (file, _imports, rule) => {
    expect(violations.filter((violation) => violation.startsWith(`${rule}: ${file} ->`))).toHaveLength(1)
  })

  test('is all that is refused', () => {
    const planted = new Set(plants.map(([file]) => file))
    expect(violations.filter((violation) => !planted.has(violation.split(' ')[1] ?? ''))).toEqual([])
  })
})
