import { describe, expect, test } from '@jest/globals'
import type { FieldDocument } from '@tessera/metadata'
import { defaultFrom, shownDefault } from './default-text'

const field = (type: string, formula?: string): FieldDocument => ({
  ...{ key: 'a', type, label: 'A' },
  ...(formula === undefined ? {} : { default: formula }),
  ...(type === 'select' ? { options: [{ key: 'planned', label: { 'zh-CN': '计划', en: 'Planned' } }] } : {}),
})

describe('defaults in the grid', () => {
  test.each([
    ['text', '上海', '"上海"', '上海'],
    ['text', '说"好"', '"说""好"""', '说"好"'],
    ['text', '=ROUND(1, 2)', 'ROUND(1, 2)', '=ROUND(1, 2)'],
    ['number', '1,200.5', '1200.5', '1200.5'],
    ['currency', '￥99', '99', '99'],
    ['percent', '15%', '0.15', '15%'],
    ['percent', '7', '0.07', '7%'],
    ['boolean', '是', 'true', '是'],
    ['select', '计划', '"planned"', '计划'],
    ['select', 'Planned', '"planned"', '计划'],
    ['date', '今天', 'TODAY()', '今天'],
    ['date', '2026/1/31', 'DATE(2026, 1, 31)', '2026-01-31'],
    ['date', '= TODAY() + 7', 'TODAY() + 7', '=TODAY() + 7'],
    ['dateTime', '现在', 'NOW()', '现在'],
    ['user', '我', 'me', '当前用户'],
    ['lookup', '=me.department', 'me.department', '=me.department'],
  ])('%s: %s', (type, typed, formula, shown) => {
    expect(defaultFrom(typed, field(type))).toEqual({ formula })
    expect(shownDefault(field(type, formula), 'zh-CN')).toBe(shown)
    const again = defaultFrom(shown, field(type))
    if (type !== 'user') expect(again).toEqual({ formula })
  })

  test.each([
    ['number', 'viel', 'number'],
    ['date', '2026-02-30', 'date'],
    ['boolean', '也许', 'boolean'],
    ['select', '不存在', 'option'],
    ['lookup', '客户甲', 'formula'],
  ])('%s does not take %s', (type, typed, problem) => {
    expect(defaultFrom(typed, field(type))).toEqual({ problem })
  })

  test('nothing is no default, and a box that is not ticked needs none', () => {
    expect(defaultFrom(' ', field('text'))).toEqual({ formula: undefined })
    expect(defaultFrom('否', field('boolean'))).toEqual({ formula: undefined })
    expect(shownDefault(field('text'), 'zh-CN')).toBe('')
  })
})
