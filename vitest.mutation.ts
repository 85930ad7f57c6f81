import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** `pnpm mutation … --by packages/domain/src/aggregate` judges by these alone. */
const judges = process.env.KEHU_MUTATION_TESTS?.split(' ').map((path) =>
  path.endsWith('.ts') ? path : `${path.replace(/\/$/, '')}/**/*.test.ts`,
) ?? ['packages/domain/src/**/*.test.ts', 'packages/projection-*/src/**/*.test.ts']

const domain = join(import.meta.dirname, 'packages/domain/src')

// The tests that judge mutants: the examples of the domain, and those of the read models, which say what tiers and due dates
// follow from it. The laws are left out: each takes seconds, so that a mutant would cost a minute, and what only chance finds is
// no test to rely on.
export default defineConfig({
  resolve: {
    // The mutated domain, not the one that the read models' node_modules link to.
    alias: [
      { find: /^@kehu\/domain$/, replacement: join(domain, 'index.ts') },
      { find: /^@kehu\/domain\/testing$/, replacement: join(domain, 'testing.ts') },
    ],
  },
  test: {
    root: import.meta.dirname,
    include: judges,
    exclude: [
      '**/node_modules/**',
      '**/dist/**',
      '**/*.laws.test.ts',
      '**/readme.test.ts',
      '**/state-codec.test.ts',
      'packages/domain/src/testing/**',
      'packages/domain/src/examples.test.ts',
    ],
    testNamePattern: /^(?!laws of)/,
    testTimeout: 60_000,
  },
})
