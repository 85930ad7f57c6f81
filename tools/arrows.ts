import { existsSync, readdirSync } from 'node:fs'
import { cruise, type IForbiddenRuleType } from 'dependency-cruiser'

/**
 * Which of our packages a package may import. Arrows point one way; what is not listed is forbidden.
 * `tests` are allowed in tests, arbitraries and fixtures only. A new package needs a row here first.
 */
const arrows: Record<string, { imports: readonly string[]; tests?: readonly string[]; pure?: true }> = {
  domain: { imports: [], pure: true },
  'event-store': { imports: [], pure: true },
  'store-sqlite': { imports: ['event-store'] },
  'store-postgres': { imports: ['event-store'] },
  'store-eventstoredb': { imports: ['event-store'] },
  projection: { imports: ['event-store'], pure: true },
  'projection-tiers': { imports: ['domain', 'projection'], tests: ['event-store'], pure: true },
  'projection-contacts-due': { imports: ['domain', 'projection'], tests: ['event-store'], pure: true },
  'projection-kpis': { imports: ['domain', 'projection'], tests: ['event-store'], pure: true },
  kehu: {
    imports: [
      'domain',
      'event-store',
      'projection',
      'projection-tiers',
      'projection-contacts-due',
      'projection-kpis',
    ],
    tests: ['store-sqlite'],
  },
  cli: {
    imports: [
      'domain',
      'event-store',
      'store-sqlite',
      'store-postgres',
      'store-eventstoredb',
      'projection',
      'projection-tiers',
      'projection-contacts-due',
      'projection-kpis',
      'kehu',
    ],
  },
}

/** What the domain may take from outside: vocabulary, arithmetic of dates (docs/decisions/0001). */
const domainLibraries = ['fp-ts', 'io-ts', 'ts-pattern', 'temporal-polyfill']

const beside = '\\.(test|bench|arbitrary|fixture)\\.ts$'
/** Benchmarks are never part of a build. */
const bench = '/bench/'
const testKit = '/src/(testing|conformance)(/|\\.ts$)'
const any = (names: readonly string[]) => `(${names.join('|')})`

const packageRules = Object.entries(arrows).flatMap(
  ([name, { imports, tests = [], pure }]): IForbiddenRuleType[] => {
    const src = `^packages/${name}/src/`
    return [
      {
        name: `${name}-imports`,
        severity: 'error',
        from: { path: src, pathNot: beside },
        to: { path: '^packages/', pathNot: `^packages/${any([name, ...imports])}/` },
      },
      {
        name: `${name}-tests-import`,
        severity: 'error',
        from: { path: `${src}.*${beside}` },
        to: { path: '^packages/', pathNot: `^packages/${any([name, ...imports, ...tests])}/` },
      },
      ...(pure
        ? [
            {
              name: `${name}-imports-nothing-of-node`,
              severity: 'error' as const,
              from: { path: src, pathNot: [beside, testKit] },
              to: { dependencyTypes: ['core' as const] },
            },
          ]
        : []),
    ]
  },
)

/** The folders of the domain, each of which may import those before it and itself; tests and their kit may import any. */
const domainFolders = [
  'vocabulary',
  'policy',
  'aggregate',
  'purchases',
  'customer',
  'complaint',
  'opportunity',
  'region',
  'sales',
  'information-base',
]

const domainRules = domainFolders.map(
  (folder, i): IForbiddenRuleType => ({
    name: `domain-${folder}-imports`,
    severity: 'error',
    from: { path: `^packages/domain/src/${folder}/`, pathNot: [beside, testKit] },
    to: {
      path: '^packages/domain/src/',
      pathNot: `^packages/domain/src/${any(domainFolders.slice(0, i + 1))}/`,
    },
  }),
)

const forbidden: IForbiddenRuleType[] = [
  ...packageRules,
  ...domainRules,
  {
    name: 'domain-libraries',
    severity: 'error',
    from: { path: '^packages/domain/src/', pathNot: [beside, testKit] },
    to: { path: 'node_modules/', pathNot: `node_modules/${any(domainLibraries)}/` },
  },
  {
    name: 'nothing-imports-the-cli-or-an-example',
    comment: 'an example may stand on the CLI',
    severity: 'error',
    from: { path: '^packages/', pathNot: '^packages/cli/' },
    to: { path: '^(packages/cli|examples)/' },
  },
  {
    name: 'one-entrance',
    comment: 'another package is entered through its exports, not through a path into its sources',
    severity: 'error',
    from: { path: '^(packages|examples)/([^/]+)/' },
    to: { path: '^(packages|examples)/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
  },
  {
    name: 'test-kits-in-tests-only',
    severity: 'error',
    from: { path: '^packages/', pathNot: [beside, testKit, bench] },
    to: { path: [`^packages/.*${testKit}`, `^packages/.*${beside}`] },
  },
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'declared',
    comment: 'a dependency stands in the package.json of the package that uses it',
    severity: 'error',
    from: { path: '^(packages|examples)/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
]

export type Arrows = {
  readonly violations: readonly string[]
  /** Modules seen in each package: a cruise that sees nothing finds no violation either. */
  readonly modulesByPackage: ReadonlyMap<string, number>
  /** `store-sqlite -> event-store`: an arrow that was followed through node_modules to the other's sources. */
  readonly followed: ReadonlySet<string>
  readonly packagesWithoutRow: readonly string[]
  /** Folders of the domain that stand in no order. */
  readonly foldersWithoutOrder: readonly string[]
}

const foldersOf = (path: string): readonly string[] =>
  existsSync(path)
    ? readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    : []

const packageOf = (path: string) => /^(?:packages|examples)\/([^/]+)\//.exec(path)?.[1]

/** @param baseDir a checkout: `packages` and `examples`, installed */
export const checkArrows = async (baseDir: string): Promise<Arrows> => {
  const { output } = await cruise(['packages', 'examples'], {
    baseDir,
    ruleSet: { forbidden },
    validate: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    // An import of a type alone is an arrow too.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'types', 'default'],
      extensions: ['.ts', '.js', '.json', '.d.ts'],
    },
  })
  if (typeof output === 'string') throw new Error(output)
  const modulesByPackage = new Map<string, number>()
  const followed = new Set<string>()
  for (const { source, dependencies } of output.modules) {
    const from = packageOf(source)
    if (from === undefined) continue
    modulesByPackage.set(from, (modulesByPackage.get(from) ?? 0) + 1)
    for (const { resolved } of dependencies) {
      const to = packageOf(resolved)
      if (to !== undefined && to !== from) followed.add(`${from} -> ${to}`)
    }
  }
  return {
    violations: output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
    modulesByPackage,
    followed,
    packagesWithoutRow: readdirSync(`${baseDir}/packages`).filter((name) => !(name in arrows)),
    foldersWithoutOrder: foldersOf(`${baseDir}/packages/domain/src`).filter(
      (name) => name !== 'testing' && !domainFolders.includes(name),
    ),
  }
}

if (import.meta.main) {
  const { violations, modulesByPackage, followed, packagesWithoutRow, foldersWithoutOrder } =
    await checkArrows(process.cwd())
  const complaints = [
    ...violations,
    ...packagesWithoutRow.map((name) => `packages/${name} has no row in tools/arrows.ts`),
    ...foldersWithoutOrder.map(
      (name) => `packages/domain/src/${name} has no place among the domain's folders`,
    ),
    ...Object.keys(arrows)
      .filter((name) => !modulesByPackage.has(name))
      .map((name) => `saw no module of packages/${name}`),
  ]
  for (const complaint of complaints) console.error(complaint)
  const modules = [...modulesByPackage.values()].reduce((sum, n) => sum + n, 0)
  console.log(
    `arrows: ${modules} modules, ${followed.size} arrows between packages, ${complaints.length} wrong`,
  )
  process.exitCode = complaints.length === 0 ? 0 : 1
}
