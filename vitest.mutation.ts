import { defineConfig } from 'vitest/config'

// The tests that judge mutants: the examples of the domain. The laws are left out: each takes seconds, so that a mutant
// would cost a minute, and what only chance finds is no test to rely on.
export default defineConfig({
  test: {
    root: 'packages/domain',
    include: ['src/**/*.test.ts'],
    exclude: [
      '**/node_modules/**',
      '**/dist/**',
      '**/*.laws.test.ts',
      'src/testing/**',
      'src/examples.test.ts',
    ],
    testNamePattern: /^(?!laws of)/,
    testTimeout: 60_000,
  },
})
