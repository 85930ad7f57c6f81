import { decode, UserId } from '@kehu/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { addToken } from './tokens.ts'

// node src/new-token.ts li.na: prints a token of this actor's, once, and appends its hash to the file of tokens.

const path = process.env.KEHU_TOKENS ?? 'tokens.txt'
const actor = decode(UserId)(process.argv[2])
if (isLeft(actor) || process.argv.length !== 3) {
  console.error(
    'Say whose token it is to be, by the code by which Kehu knows them: node src/new-token.ts li.na',
  )
  process.exitCode = 2
} else {
  const token = await addToken(path, actor.right)()
  if (isLeft(token)) {
    console.error(token.left.message)
    process.exitCode = 1
  } else {
    console.log(token.right)
    console.error(
      `This is the only time it is shown. ${path} holds its hash; the service reads it when it starts.`,
    )
  }
}
