import { describe, expect, test } from '@jest/globals'
import { actionDefinitions, fieldTypeDefinitions, triggerDefinitions } from '@tessera/blocks/definitions'
import { isTexts } from '@tessera/metadata'
import { textIn, withText } from './localized-value'
import { addOptions, movedMember, optionKey } from './option-rows'
import { schemaInputs } from './schema-inputs'
import { problemsAt, readNumber, withProperties } from './schema-value'

const of = (properties: Record<string, unknown>, required: readonly string[] = []) =>
  schemaInputs({ type: 'object', properties, required })

describe('the inputs of a schema', () => {
  test('follow the JSON type, and `x-input` where there is one', () => {
    const inputs = of({
      a: { type: 'string' },
      b: { type: 'integer' },
      c: { type: 'number' },
      d: { type: 'boolean' },
      e: { enum: ['x', 'y'] },
      f: { type: 'array', items: { type: 'string' } },
      g: { type: 'object', properties: {} },
      h: { type: ['string', 'object'], 'x-input': 'localized' },
      i: { type: 'string', 'x-input': 'formula' },
      j: { type: 'string', 'x-input': 'text' },
    })

    expect(inputs.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      ...['a text', 'b number', 'c number', 'd boolean', 'e choice', 'f list', 'g group'],
      ...['h localized', 'i formula', 'j textFormula'],
    ])
  })

  test('bring their words in both languages, and say which must be filled', () => {
    const title = { 'zh-CN': '小数位', en: 'Decimals' }
    const [input] = of({ decimals: { type: 'integer', 'x-title': title, 'x-help': 'x' } }, ['decimals'])

    expect(input).toMatchObject({ title, help: 'x', isRequired: true, pointer: '/decimals' })
  })

  test('choices have the words of `x-options`, else their own', () => {
    const [input] = of({ unit: { enum: ['days', 'hours'], 'x-options': { days: { 'zh-CN': '天', en: 'days' } } } })

    expect(input?.choices).toEqual([
      { value: 'days', label: { 'zh-CN': '天', en: 'days' } },
      { value: 'hours', label: 'hours' },
    ])
  })

  test('a duration takes its unit along, a node its object, and a property may have no input', () => {
    const properties = { amount: { 'x-input': 'duration' }, unit: { enum: ['days'] }, secret: { 'x-input': false } }

    expect(of(properties).map(({ name }) => name)).toEqual(['amount'])
    expect(of({ unit: { enum: ['days'] } }).map(({ name }) => name)).toEqual(['unit'])
    expect(of({ target: { 'x-input': 'node' }, object: {} }).map(({ name }) => name)).toEqual(['target'])
  })

  test('at most eight stand at first sight', () => {
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`p${n}`, { type: 'string' }]))
    const inputs = of({ look: { type: 'string', 'x-tab': 'look' }, ...many })

    expect(inputs.filter(({ tab }) => tab === 'basic')).toHaveLength(8)
    expect(inputs.filter(({ tab }) => tab === 'look').map(({ name }) => name)).toEqual(['look'])
    expect(inputs).toHaveLength(12)
  })
})

describe('every schema of the product', () => {
  const schemas = [
    ...[...fieldTypeDefinitions.values()].map(({ name, optionsSchema }) => [`field ${name}`, optionsSchema] as const),
    ...[...actionDefinitions.values()].map(({ name, configSchema }) => [`action ${name}`, configSchema] as const),
    ...[...triggerDefinitions.values()].map(({ name, schema }) => [`trigger ${name}`, schema] as const),
  ]

  test.each(schemas)('%s names its inputs in both languages', (_, schema) => {
    for (const input of schemaInputs(schema)) {
      expect(isTexts(input.title) ? input.name : `${input.name} has no title`).toBe(input.name)
      expect(input.help === undefined || isTexts(input.help)).toBe(true)
      for (const { value, label } of input.choices) {
        expect(isTexts(label) || /^[A-Z]+$/.test(String(value)) ? '' : `${input.name}: ${String(value)}`).toBe('')
      }
    }
  })
})

describe('values', () => {
  test('a property is set or taken away, the rest stays as it was', () => {
    expect(withProperties({ a: 1, b: 2 }, { a: 3, c: 4 })).toEqual({ a: 3, b: 2, c: 4 })
    expect(Object.keys(withProperties({ a: 1, b: 2 }, { a: undefined }))).toEqual(['b'])
  })

  test('numbers are read as people type them and kept in bounds', () => {
    const schema = { type: 'integer', minimum: 0, maximum: 10 }

    expect(readNumber('１，２', schema, 1)).toBe(10)
    expect(readNumber(' 3 ', schema, 1)).toBe(3)
    expect(readNumber('', schema, 1)).toBeUndefined()
    expect(readNumber('-4', schema, 1)).toBe(0)
    expect(readNumber('abc', schema, 1)).toBe(1)
    expect(readNumber('2.5', { type: 'number' }, undefined)).toBe(2.5)
  })

  test('problems are found at their place and below it', () => {
    const problems = ['/values/0/value', '/values', '/valuesOther', '/when'].map((path) => ({ path, message: path }))

    expect(problemsAt(problems, '/values').map(({ path }) => path)).toEqual(['/values/0/value', '/values'])
  })
})

describe('labels in two languages', () => {
  test('stay one text until the other language gets its own', () => {
    expect(withText('金额', 'zh-CN', '总额', false)).toBe('总额')
    expect(withText('金额', 'en', 'Amount', true)).toEqual({ 'zh-CN': '金额', en: 'Amount' })
    expect(withText({ 'zh-CN': '金额', en: 'Amount' }, 'zh-CN', '总额', false)).toEqual({
      'zh-CN': '总额',
      en: 'Amount',
    })
  })

  test('are never half there', () => {
    expect(withText({ 'zh-CN': '金额', en: 'Amount' }, 'en', ' ', true)).toBe('金额')
    expect(withText('金额', 'zh-CN', '', false)).toBeUndefined()
    expect(textIn(undefined, 'en')).toBe('')
    expect(textIn('金额', 'en')).toBe('金额')
  })
})

describe('options of a select', () => {
  test('get a key from Latin letters, else a number, and never one that is taken', () => {
    expect(optionKey('In Progress', [])).toBe('inProgress')
    expect(optionKey('进行中', ['option1'])).toBe('option2')
    expect(optionKey('VIP', ['vip'])).toBe('vip2')
    expect(optionKey('2024', [])).toBe('option1')
    expect(optionKey('Old', [])).toBe('option1')
    expect(optionKey('重点 A', [])).toBe('option1')
  })

  test('are pasted as lines; blank ones and those already there are left out', () => {
    const rows = addOptions([{ key: 'a', label: '甲' }], ['乙', '', ' 甲 ', '丙', '乙'])

    expect(rows.map(({ key, label }) => `${key} ${String(label)}`)).toEqual(['a 甲', 'option1 乙', 'option2 丙'])
    expect(rows[1]?.color).toBe('teal')
  })

  test('move one step, and not over the end', () => {
    expect(movedMember(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(movedMember(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
  })
})
