import { describe, expect, test } from '@jest/globals'
import type { Locale } from '@tessera/metadata'
import { fieldTypesWeb, type WebField, type WebWorld } from '../web.js'
import { fieldTypeDefinitions } from '../definitions.js'
import { optionColor } from './option-look.js'

const now = Date.parse('2026-01-31T08:00:00.000Z')

function world(locale: Locale, withNow = false): WebWorld {
  return { locale, timeZone: 'Asia/Shanghai', currency: 'CNY', ...(withNow ? { now } : {}) }
}

function field(type: string, properties: Record<string, unknown> = {}): WebField {
  return { key: 'x', label: 'X', type, document: { key: 'x', type, label: 'X', ...properties } }
}

function text(
  type: string,
  value: unknown,
  properties: Record<string, unknown> = {},
  locale: Locale = 'zh-CN',
): string {
  return fieldTypesWeb.get(type)?.text(value, field(type, properties), world(locale)) ?? 'no such type'
}

const stages = {
  options: [
    { key: 'quote', label: { 'zh-CN': '谈判中', en: 'Quote' }, color: 'amber' },
    { key: 'won', label: '赢单', color: '#22aa55' },
  ],
}

test('every field type has a look', () => {
  expect([...fieldTypesWeb.keys()].sort()).toEqual([...fieldTypeDefinitions.keys()].sort())
})

test('a blank value is no text, whatever the type', () => {
  for (const [name, type] of fieldTypesWeb) {
    expect([name, type.text(null, field(name), world('zh-CN'))]).toEqual([name, ''])
    expect([name, type.parts?.(null, field(name), world('zh-CN')) ?? []]).toEqual([name, []])
  }
})

test('a value of another type never throws', () => {
  const strange: unknown[] = [0, 'text', true, {}, [], [1, null], { id: 1 }, { id: 'a', title: null }, Number.NaN]
  for (const [name, type] of fieldTypesWeb) {
    for (const value of strange) {
      expect(typeof type.text(value, field(name), world('en'))).toBe('string')
      expect(() => type.parts?.(value, field(name), world('en'))).not.toThrow()
      expect(() => type.full?.(value, field(name), world('en'))).not.toThrow()
    }
  }
})

describe('numbers', () => {
  test.each([
    ['number', 1234.5, {}, '1,234.5'],
    ['number', 1234.5, { decimals: 2 }, '1,234.50'],
    ['number', 3, { decimals: 0 }, '3'],
    ['number', 0.1234567891, { decimals: 10 }, '0.1234567891'],
    ['currency', 1234.5, {}, '¥1,234.50'],
    ['currency', -1234.5, { currency: 'USD', decimals: 0 }, '-$1,235'],
    ['currency', 1234, { currency: 'JPY' }, '¥1,234'],
    ['percent', 0.15, {}, '15%'],
    ['percent', 0.12345, { decimals: 2 }, '12.35%'],
    ['percent', 0.1234, { decimals: 1 }, '12.3%'],
    ['formula', 1234.5678, {}, '1,234.5678'],
    ['rollup', 12, { decimals: 2 }, '12.00'],
  ])('%s %p with %p is %s', (type, value, properties, expected) => {
    expect(text(type, value, properties)).toBe(expected)
  })
})

describe('days and instants', () => {
  test('a day is written as Chinese people expect, and in English words', () => {
    expect(text('date', '2026-01-31')).toBe('2026-01-31')
    expect(text('date', '2026-01-31', {}, 'en')).toBe('Jan 31, 2026')
  })

  test('an instant is written in the time zone of the workspace', () => {
    expect(text('dateTime', '2026-01-31T16:05:00.000Z')).toBe('2026-02-01 00:05')
    expect(text('dateTime', '2026-01-31T16:05:00.000Z', {}, 'en')).toBe('Feb 1, 2026, 12:05 AM')
  })

  test.each([
    ['2026-01-31T08:32:00.000Z', '今天 16:32', 'Today 4:32 PM'],
    ['2026-01-29T16:00:00.000Z', '昨天 00:00', 'Yesterday 12:00 AM'],
    ['2026-02-01T01:00:00.000Z', '明天 09:00', 'Tomorrow 9:00 AM'],
    ['2026-01-02T01:00:00.000Z', '01-02 09:00', 'Jan 2, 9:00 AM'],
    ['2025-12-31T01:00:00.000Z', '2025-12-31 09:00', 'Dec 31, 2025, 9:00 AM'],
  ])('%s near now is %s, and written out on hover', (instant, zh, en) => {
    const type = fieldTypesWeb.get('dateTime')
    expect(type?.text(instant, field('dateTime'), world('zh-CN', true))).toBe(zh)
    expect(type?.text(instant, field('dateTime'), world('en', true))).toBe(en)
    expect(type?.full?.(instant, field('dateTime'), world('zh-CN', true))).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
  })

  test('a computed value looks like what it is', () => {
    expect(text('formula', '2026-01-31')).toBe('2026-01-31')
    expect(text('formula', true)).toBe('是')
    expect(text('formula', 'vip')).toBe('vip')
    expect(text('formula', ['a', 'b'])).toBe('a、b')
    expect(text('formula', { id: '1', title: '华东' })).toBe('华东')
  })
})

describe('choices', () => {
  test('an option shows its label and its colour; one that was hidden its key', () => {
    const select = fieldTypesWeb.get('select')
    expect(text('select', 'quote', stages)).toBe('谈判中')
    expect(text('select', 'quote', stages, 'en')).toBe('Quote')
    expect(select?.parts?.('quote', field('select', stages), world('en'))).toEqual([
      { kind: 'tag', text: 'Quote', color: 'amber' },
    ])
    expect(select?.parts?.('gone', field('select', stages), world('en'))).toEqual([
      { kind: 'tag', text: 'gone', color: 'slate' },
    ])
  })

  test('several options stand in their order', () => {
    expect(text('multiSelect', ['quote', 'won'], stages)).toBe('谈判中、赢单')
    expect(text('multiSelect', ['quote', 'won'], stages, 'en')).toBe('Quote, 赢单')
  })

  test.each([
    ['amber', 'amber'],
    ['#2f6fed', 'blue'],
    ['#22aa55', 'green'],
    ['#ff0000', 'red'],
    ['#ff00aa', 'pink'],
    ['#7744dd', 'violet'],
    ['#888a88', 'slate'],
    ['unheardof', 'slate'],
    [undefined, 'slate'],
  ])('colour %s is the token %s', (color, token) => {
    expect(optionColor(color)).toBe(token)
  })
})

describe('people, links, records', () => {
  test('a person has an initial: the last character of a Chinese name, else the first letter', () => {
    const person = (title: string) =>
      fieldTypesWeb.get('user')?.parts?.({ id: '1', title }, field('user'), world('zh-CN'))
    expect(person('张伟')).toMatchObject([{ kind: 'person', text: '张伟', initial: '伟' }])
    expect(person('anna')).toMatchObject([{ kind: 'person', text: 'anna', initial: 'A' }])
  })

  test('a phone number can be dialled', () => {
    const parts = (value: string) => fieldTypesWeb.get('phone')?.parts?.(value, field('phone'), world('zh-CN'))
    expect(parts('13800138000')).toEqual([
      { kind: 'link', text: '138 0013 8000', href: 'tel:13800138000', isOutside: false },
    ])
    expect(parts('01062345678 ext. 12')).toEqual([
      { kind: 'link', text: '01062345678 转 12', href: 'tel:01062345678;ext=12', isOutside: false },
    ])
  })

  test('a web address is short, and a script is no link', () => {
    const parts = (value: string) => fieldTypesWeb.get('url')?.parts?.(value, field('url'), world('zh-CN'))
    expect(parts('https://www.example.com/')).toMatchObject([{ text: 'example.com', href: 'https://www.example.com/' }])
    expect(parts('javascript:alert(1)')).toEqual([])
  })

  test('text of many lines stands on one, and whole on hover', () => {
    expect(text('longText', '第一行\n 第二行')).toBe('第一行 第二行')
    expect(fieldTypesWeb.get('longText')?.full?.('a\nb', field('longText'), world('en'))).toBe('a\nb')
  })
})
