import { globSync, readFileSync } from 'node:fs'
import * as t from 'io-ts'
import { expect, test } from 'vitest'
import { make } from './testing/leaves.ts'
import { CalendarDate } from './vocabulary/calendar-date.ts'

// An example in a docstring is one line: an expression, `//`, and what it gives; `left` stands for a refusal.
const line = /^ \* ([^/].*?) \/\/ (.+)$/

const examples = globSync('**/*.ts', { cwd: import.meta.dirname })
  .filter((file) => !file.endsWith('.test.ts') && !file.startsWith('testing'))
  .flatMap((file) =>
    readFileSync(`${import.meta.dirname}/${file}`, 'utf8')
      .split('@example')
      .slice(1)
      .flatMap((rest) => rest.slice(0, rest.indexOf('*/')).split('\n'))
      .flatMap((text) => {
        const [, expression, result] = line.exec(text) ?? []
        return expression === undefined || result === undefined ? [] : [{ file, expression, result }]
      }),
  )

test('there are examples', () => {
  expect(examples.length).toBeGreaterThanOrEqual(8)
})

test.each(examples)('$expression gives $result ($file)', async ({ file, expression, result }) => {
  const scope = {
    ...(await import('./index.ts')),
    ...(await import(/* @vite-ignore */ `${import.meta.dirname}/${file}`)),
    t,
    date: (text: string) => make(CalendarDate, text),
  }
  const evaluate = (source: string): unknown =>
    new Function(...Object.keys(scope), `return (${source})`)(...Object.values(scope))
  if (/^(a )?left/i.test(result)) expect(evaluate(expression)).toMatchObject({ _tag: 'Left' })
  else expect(evaluate(expression)).toEqual(evaluate(result))
})
