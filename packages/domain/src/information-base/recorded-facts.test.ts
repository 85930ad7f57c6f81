import * as t from 'io-ts'
import { expect, test } from 'vitest'
import { customerEvents } from '../customer/events.ts'
import { Code } from '../vocabulary/code.ts'
import { fields } from '../vocabulary/fields.ts'
import { firstVersion } from '../vocabulary/messages.ts'
import { PersonalText } from '../vocabulary/personal.ts'
import { Text } from '../vocabulary/text.ts'
import { recordedFacts } from './recorded-facts.ts'

test('everything that can be recorded can be asked for, down to the last field (clause 31)', () => {
  const things = firstVersion(
    fields(
      'Thing',
      {
        code: Code,
        people: t.readonlyArray(PersonalText),
        part: fields('Part', { text: Text }, { more: Text }),
        either: t.union([fields('A', { a: Text }), fields('B', { b: t.null })]),
        plain: t.union([t.null, Text]),
      },
      { maybe: fields('Maybe', { deep: Text }) },
    ),
  )
  expect(recordedFacts({ Thing: things })).toEqual([
    { event: 'Thing', path: 'code', codec: 'Code', required: true, personal: false },
    { event: 'Thing', path: 'people[]', codec: PersonalText.name, required: true, personal: true },
    { event: 'Thing', path: 'part.text', codec: 'Text', required: true, personal: false },
    { event: 'Thing', path: 'part.more', codec: 'Text', required: false, personal: false },
    { event: 'Thing', path: 'either.a', codec: 'Text', required: false, personal: false },
    { event: 'Thing', path: 'either.b', codec: 'null', required: false, personal: false },
    { event: 'Thing', path: 'plain', codec: '(null | Text)', required: true, personal: false },
    { event: 'Thing', path: 'maybe.deep', codec: 'Text', required: false, personal: false },
  ])
})

test('the list is that of the events themselves', () => {
  const facts = recordedFacts()
  for (const [event, { data }] of Object.entries(customerEvents)) {
    for (const field of Object.keys({ ...data.required, ...data.optional })) {
      expect(
        facts.some((fact) => fact.event === event && fact.path.split(/[.[]/)[0] === field),
        `${event}.${field}`,
      ).toBe(true)
    }
  }
  const personal = (event: string, path: string) =>
    facts.find((fact) => fact.event === event && fact.path === path)?.personal
  expect(personal('BirthdayRecorded', 'birthday')).toBe(true)
  expect(personal('ContactRecorded', 'participants[]')).toBe(true)
  expect(personal('NegotiationRecorded', 'bottomLine')).toBe(true)
  expect(personal('ContactRecorded', 'topics[]')).toBe(false)
})
