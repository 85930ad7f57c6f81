import { readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

// One project a package, so that `--project domain` runs just that one. vitest does not look for this file by its name:
// the scripts pass `--config vitest.workspace.ts`.
const folders = ['packages', 'examples'].flatMap((dir) =>
  readdirSync(dir).map((name) => ({ name, root: `${dir}/${name}` })),
)

export default defineConfig({
  test: {
    // A hang is caught by one limit for the run: see there.
    globalSetup: './tools/run-limit.ts',
    testTimeout: 0,
    hookTimeout: 0,
    teardownTimeout: 60_000,
    projects: [...folders, { name: 'tools', root: 'tools' }].map(({ name, root }) => ({
      extends: true,
      test: {
        name,
        root,
        include: ['**/*.test.ts'],
        exclude: ['**/node_modules/**', '**/dist/**', 'consumer/**'],
      },
    })),
  },
})
