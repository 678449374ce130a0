import { describe, expect, test } from '@jest/globals'
import { AppError } from '@tessera/metadata'
import { MAX_DEPTH, parseJson } from './parse-json.js'

const parse = (text: string, checkTexts = true) => parseJson(Buffer.from(text), 'field', checkTexts)

function problemOf(work: () => unknown): AppError {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('nothing was refused')
}

describe('parseJson', () => {
  test('reads values of every kind', () => {
    expect(parse('{"a":[1,"二",true,null,{"b":-1.5e3}]}')).toEqual({ a: [1, '二', true, null, { b: -1500 }] })
  })

  test('allows 64 levels and not one more', () => {
    const nest = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

    expect(() => parse(nest(MAX_DEPTH))).not.toThrow()
    expect(problemOf(() => parse(nest(MAX_DEPTH + 1))).errors?.[0]).toMatchObject({ code: 'document.too_deep' })
  })

  test('does not exhaust the stack at a million levels', () => {
    expect(problemOf(() => parse('['.repeat(1_000_000) + ']'.repeat(1_000_000))).status).toBe(422)
  })

  test.each(['{"__proto__":{"x":1}}', '{"a":{"\\u005f_proto__":1}}', '[{"__proto__":null}]'])(
    'refuses the key __proto__: %s',
    (text) => {
      expect(problemOf(() => parse(text)).errors?.[0]).toMatchObject({ code: 'document.unknown_property' })
    },
  )

  test('names the place of a broken text, in keys too', () => {
    expect(problemOf(() => parse('{"update":[{},{"cost":"a\\u0000"}]}')).errors?.[0]?.path).toBe('update/1/cost')
    expect(problemOf(() => parse('{"a\\ud800":1}')).errors?.[0]).toMatchObject({
      path: 'a\uFFFD',
      code: 'text.invalid',
    })
    expect(problemOf(() => parseJson(Buffer.from('{"a":{"b/c":"\\u0000"}}'), 'pointer', true)).errors?.[0]?.path).toBe(
      '/a/b~1c',
    )
  })

  test('leaves texts to the engine where the route says so', () => {
    expect(parse('{"a":"\\u0000"}', false)).toEqual({ a: '\0' })
  })
})
