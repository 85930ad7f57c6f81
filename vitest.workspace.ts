import { readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

// One project a package, so that `--project domain` runs just that one. vitest does not look for this file by its name:
// the scripts pass `--config vitest.workspace.ts`.
const folders = ['packages', 'examples'].flatMap((dir) =>
  readdirSync(dir).map((name) => ({ name, root: `${dir}/${name}` })),
)

export default defineConfig({
  test: {
    // The laws run a thousand histories and more, on small machines too.
    testTimeout: 60_000,
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
