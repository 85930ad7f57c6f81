import { isLeft, right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { nameOf, parseLocation } from './location.ts'

const parse = (text: string) => parseLocation(text, '/work')

test('a location is a file, the memory, or a server', () => {
  expect(parse('kehu.db')).toEqual(right({ kind: 'sqlite', path: '/work/kehu.db' }))
  expect(parse('sqlite:/data/kehu.db')).toEqual(right({ kind: 'sqlite', path: '/data/kehu.db' }))
  expect(parse('memory:')).toEqual(right({ kind: 'memory' }))
  for (const connectionString of ['esdb://h:2113?tls=false', 'esdb+discover://a,b', 'kurrentdb://h']) {
    expect(parse(connectionString)).toEqual(right({ kind: 'eventstoredb', connectionString }))
  }
  for (const connectionString of ['postgres://u@h/d', 'POSTGRESQL://h/d?sslmode=require']) {
    expect(parse(connectionString)).toEqual(right({ kind: 'postgres', connectionString }))
  }
})

test('what is none of these is said so, without what may be secret', () => {
  for (const text of ['mysql://root:secret@h/d', 'https://u:secret@h', 'postgres:kehu', 'esdb:', 'sqlite:']) {
    const parsed = parse(text)
    expect(isLeft(parsed) && parsed.left.exitCode).toBe(2)
    expect(isLeft(parsed) && parsed.left.message).not.toContain('secret')
  }
})

test('a location is named without its password and its options', () => {
  const named = (text: string) => {
    const parsed = parse(text)
    return isLeft(parsed) ? parsed.left.message : nameOf(parsed.right)
  }
  expect(named('postgres://li:se@cret@db.example/kehu?password=secret')).toBe('postgres://li@db.example/kehu')
  expect(named('esdb://admin:changeit@h:2113?tls=true')).toBe('esdb://admin@h:2113')
  expect(named('esdb://h:2113')).toBe('esdb://h:2113')
  expect(named('kehu.db')).toBe('/work/kehu.db')
  expect(named('memory:')).toBe('memory:')
})
