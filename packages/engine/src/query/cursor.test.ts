import { describe, expect, test } from '@jest/globals'
import { openCursor, sealCursor } from './cursor.js'

const secret = new Uint8Array(32).fill(1)

describe('a cursor', () => {
  test('gives back what it carries, for the same question and secret', () => {
    const text = sealCursor(secret, 'question', ['2026-01-01', null, '报价 \u{1f600}'])

    expect(openCursor(secret, 'question', text)).toEqual(['2026-01-01', null, '报价 \u{1f600}'])
    expect(text).toMatch(/^[\w-]+$/)
  })

  test('is refused when question, secret or text differ, also where question and content run into each other', () => {
    const text = sealCursor(secret, 'question', ['a'])

    const wrong: readonly (readonly [Uint8Array, string, string])[] = [
      [secret, 'other', text],
      [new Uint8Array(32), 'question', text],
      [secret, 'question', `${text.slice(0, 25)}${text[25] === 'A' ? 'B' : 'A'}${text.slice(26)}`],
      [secret, 'question', `${text}A`],
      [secret, 'question["a"]', text.slice(0, 22)],
      [secret, 'question', ''],
      [secret, 'question', '{}'],
    ]
    for (const [key, question, cursor] of wrong) {
      expect(() => openCursor(key, question, cursor)).toThrow(expect.objectContaining({ code: 'request.bad_cursor' }))
    }
  })
})
