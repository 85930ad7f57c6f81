import { isLeft } from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Failure } from '../failure.ts'
import { openWorkplace, type Workplace } from '../testing/test-io.ts'
import { type Row, readRows } from './read-rows.ts'

let workplace: Workplace
beforeAll(async () => {
  workplace = await openWorkplace()
})
afterAll(() => workplace.leave())

const read = async (
  content: string | Uint8Array,
): Promise<{ rows: ReadonlyArray<Row>; failure: Failure | null }> => {
  const rows: Row[] = []
  for await (const row of readRows(await workplace.file('rows.csv', content))) {
    if (isLeft(row)) return { rows, failure: row.left }
    rows.push(row.right)
  }
  return { rows, failure: null }
}

describe('the rows of a file', () => {
  test('come with the line on which they begin, whatever the line ends, quotes and blank lines', async () => {
    const { rows } = await read('\ufeffa,b\r\n1,2\n\r\n"x\r\ny","say ""hi"""\r\n   \n,\n3,"4"')
    expect(rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', '2'] },
      { line: 4, cells: ['x\r\ny', 'say "hi"'] },
      { line: 8, cells: ['3', '4'] },
    ])
  })

  test('may be ragged, or hold a stray quote: what that means is for others to say', async () => {
    const { rows } = await read('a,b\n1\n1,2,3\n4 "in" oak,5\n')
    expect(rows.slice(1).map(({ cells }) => cells)).toEqual([['1'], ['1', '2', '3'], ['4 "in" oak', '5']])
  })

  test('a quote that is never closed ends the reading, and the message names its line', async () => {
    const { failure } = await read('a,b\n1,2\n3,"4\n5,6\n')
    expect(failure?.exitCode).toBe(2)
    expect(failure?.message).toContain('line 3')
    const long = await read(`a,b\n1,"2\n${'3,4\n'.repeat(400_000)}`)
    expect(long.failure?.message).toContain('line 2')
  })

  test('a file in another encoding is refused as a whole, with the way to convert it', async () => {
    const { failure } = await read(
      Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xbf, 0xcd, 0xbb, 0xa7, 0x2c, 0x31, 0x0a]),
    )
    expect(failure?.exitCode).toBe(2)
    expect(failure?.message).toContain('iconv -f GB18030')
  })

  test('a character cut in two by the reading is no wrong encoding', async () => {
    const { rows, failure } = await read(`a\n${'客户'.repeat(40_000)}\n`)
    expect(failure).toBeNull()
    expect(rows[1]?.cells[0]).toHaveLength(80_000)
  })

  test('of a file that is not there, or is a directory, say so', async () => {
    const missing = await readRows(workplace.path('none.csv')).next()
    expect(missing.value).toMatchObject({
      left: { exitCode: 2, message: expect.stringContaining('no file') },
    })
    const directory = await readRows(workplace.directory).next()
    expect(directory.value).toMatchObject({
      left: { exitCode: 2, message: expect.stringContaining('directory') },
    })
  })
})
