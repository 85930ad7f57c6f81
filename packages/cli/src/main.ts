#!/usr/bin/env node
// Whatever Node this is must be able to read this file: nothing is imported before the version is known, and only syntax that
// Node 12 knows stands here.
const versionMin = 24
const version = process.versions.node

if (Number(version.split('.')[0]) < versionMin) {
  process.stderr.write(
    `kehu needs Node.js ${versionMin} or later, and this is ${version}: install a newer one (https://nodejs.org), or run it by "npx --package=node@${versionMin} --package=@kehu/cli kehu".\n`,
  )
  process.exitCode = 1
} else {
  import('./start.ts').then(({ start }) => start(process.argv.slice(2)))
}
