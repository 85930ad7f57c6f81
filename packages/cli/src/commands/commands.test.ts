import { decodeCommand } from '@kehu/kehu'
import { describe, expect, test } from 'vitest'
import { allCommands, exampleStory } from './commands.ts'
import { exampleOf, fieldsOf } from './describe-codec.ts'

describe('what is shown of commands', () => {
  test.each(allCommands)('$name: its example is one that its codec takes', ({ codec }) => {
    expect(decodeCommand(exampleOf(codec))).toMatchObject({ _tag: 'Right' })
  })

  test('every field of every command is said in words, not in names of codecs', () => {
    for (const { codec } of allCommands) {
      expect(fieldsOf(codec).length).toBeGreaterThan(2)
      for (const { type } of fieldsOf(codec))
        expect(type).not.toMatch(/\b(string|Id|Code|Text|MinorUnits|Calendar\w+)\b/)
    }
  })

  test('the example story is made of commands', () => {
    for (const line of exampleStory) expect(decodeCommand(line)).toMatchObject({ _tag: 'Right' })
  })
})
