import { randomBytes } from 'node:crypto'
import { appendFile, readFile } from 'node:fs/promises'
import { decode, UserId } from '@kehu/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { hashOf } from './tokens.ts'

// node src/new-token.ts li.na: prints a token of this actor's, once, and appends its hash to the file of tokens.

const path = process.env.KEHU_TOKENS ?? 'tokens.txt'
const actor = decode(UserId)(process.argv[2])
if (isLeft(actor) || process.argv.length !== 3) {
  console.error(
    'Say whose token it is to be, by the code by which Kehu knows them: node src/new-token.ts li.na',
  )
  process.exit(2)
}
const before = await readFile(path, 'utf8').catch(() => '')
const token = `kehu_${randomBytes(32).toString('base64url')}`
const line = `${actor.right} ${hashOf(token).toString('hex')}\n`
await appendFile(path, before === '' || before.endsWith('\n') ? line : `\n${line}`, { mode: 0o600 })
console.log(token)
console.error(
  `This is the only time it is shown. ${path} holds its hash; the service reads it when it starts.`,
)
