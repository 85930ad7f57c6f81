import { readFile, writeFile } from 'node:fs/promises'

// Puts the examples that the READMEs and guides show back in from the files that are compiled and run:
// a code block that follows `<!-- from PATH -->` is the text of that file. Run `pnpm readme` after changing one.

const shown = /<!-- from (\S+) -->\n\n```ts\n[\s\S]*?```/g
const root = new URL('../', import.meta.url)

for (const name of ['README.md', 'README.zh-CN.md', 'docs/guides/testing-your-rules.md']) {
  const readme = new URL(name, root)
  const text = await readFile(readme, 'utf8')
  let updated = text
  for (const [block, path = ''] of text.matchAll(shown)) {
    const source = (await readFile(new URL(path, root), 'utf8')).trim()
    updated = updated.replace(block, () => `<!-- from ${path} -->\n\n\`\`\`ts\n${source}\n\`\`\``)
  }
  await writeFile(readme, updated)
}
