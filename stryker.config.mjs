// Mutation testing of the domain: `pnpm mutation [path …]`, see docs/mutation.md.
const paths = (process.env.KEHU_MUTATE ?? 'packages/domain/src').split(' ')

const files = paths.map((path) => (path.endsWith('.ts') ? path : `${path.replace(/\/$/, '')}/**/*.ts`))

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.ts', related: false },
  mutate: [
    ...files,
    '!**/*.test.ts',
    '!**/testing/**',
    '!**/testing.ts',
    '!**/index.ts',
    '!**/china-calendar.ts',
    '!**/clauses.ts',
  ],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 10_000,
  disableTypeChecks: false,
  thresholds: { high: 95, low: 85, break: 85 },
  reporters: ['clear-text', 'json', 'html'],
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: true },
  jsonReporter: { fileName: 'node_modules/.cache/mutation/mutation.json' },
  htmlReporter: { fileName: 'node_modules/.cache/mutation/index.html' },
  tempDirName: 'node_modules/.cache/stryker',
  cleanTempDir: 'always',
  ignorePatterns: [
    'dist',
    'docs',
    'examples',
    'packages/cli',
    'packages/kehu',
    'packages/store-*',
    'packages/projection',
  ],
}
