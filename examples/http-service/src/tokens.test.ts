import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { decode, UserId } from '@kehu/domain'
import { left } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { got } from './service.fixture.ts'
import { addToken, hashOf, parseTokens, readTokens } from './tokens.ts'

const digits = (token: string) => hashOf(token).toString('hex')
const bad = (line: number) =>
  left({ _tag: 'BadTokens', message: expect.stringContaining(`tokens.txt, line ${line}:`) })
const parsed = (text: string) => parseTokens('tokens.txt', text)

describe('a file of tokens', () => {
  test('says whose each token is; somebody may have two, and a code may have blanks in it', () => {
    const { actorOf } = got(
      parsed(
        `# who may send\r\n\r\nli.na ${digits('a')}\r\nli.na\t${digits('b').toUpperCase()}\n王 芳  ${digits('c')}  `,
      ),
    )
    expect(['a', 'b', 'c', 'd', '', digits('a')].map(actorOf)).toEqual([
      'li.na',
      'li.na',
      '王 芳',
      null,
      null,
      null,
    ])
  })

  test.each([
    ['a token in place of its hash', 'li.na kehu_hunter2hunter2'],
    ['half a hash', `li.na ${digits('a').slice(1)}`],
    ['a hash of nobody’s', digits('a')],
    ['a code that is none', `${'x'.repeat(300)} ${digits('a')}`],
    ['two actors', `li.na ${digits('a')} wang`],
  ])('with %s is refused, naming the line and not showing it', (_, line) => {
    const refused = parsed(`wang ${digits('w')}\n${line}\n`)
    expect(refused).toMatchObject(bad(2))
    expect(JSON.stringify(refused)).not.toMatch(/hunter2|x{9}/)
  })

  test('in which one token is two actors’ is refused', () => {
    expect(parsed(`li.na ${digits('a')}\nwang ${digits('a')}`)).toMatchObject(bad(2))
  })

  test('without any is refused', () => {
    expect(parsed('# nobody\n')).toMatchObject(left({ message: expect.stringContaining('new-token') }))
  })
})

describe('a path', () => {
  let path: string
  beforeEach(async () => {
    path = join(await mkdtemp(join(tmpdir(), 'kehu-tokens-')), 'tokens.txt')
  })
  afterEach(() => rm(dirname(path), { recursive: true }))

  test('that cannot be read is named, with what to do', async () => {
    expect(await readTokens(path)()).toMatchObject(
      left({ _tag: 'BadTokens', message: expect.stringContaining('There is no file of tokens') }),
    )
    expect(await readTokens(dirname(path))()).toMatchObject(
      left({ message: expect.stringContaining('cannot be read (EISDIR)') }),
    )
  })

  test('that cannot be written to gets no token', async () => {
    const actor = got(decode(UserId)('li.na'))
    expect(await addToken(dirname(path), actor)()).toMatchObject(
      left({ message: expect.stringContaining('cannot be written (EISDIR)') }),
    )
  })

  test('gets a token’s hash and not the token, for its owner alone, where it ended', async () => {
    const actor = got(decode(UserId)('li.na'))
    const first = got(await addToken(path, actor)())
    expect(first).toMatch(/^kehu_[\w-]{43}$/)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    await appendFile(path, `wang ${digits('w')}`)
    const second = got(await addToken(path, actor)())
    expect(second).not.toBe(first)
    expect(await readFile(path, 'utf8')).not.toContain(first)
    const { actorOf } = got(await readTokens(path)())
    expect([first, 'w', second, ''].map(actorOf)).toEqual(['li.na', 'wang', 'li.na', null])
  })
})
