import { describe, expect, test } from '@jest/globals'
import { fieldTypesWeb, type WebField } from '../web.js'
import { maskText, unmasked } from './mask-text.js'

describe('a masked text', () => {
  test.each([
    ['phone', '13800001234', '138****1234'],
    ['phone', '01062345678 ext. 12', '010************. 12'],
    ['phone', '95588', '9***8'],
    ['idCard', '11010519491231002X', '110***********002X'],
    ['email', 'ann@example.com', 'a***@example.com'],
    ['email', 'a@example.com', '***@example.com'],
    ['email', 'none', 'n**e'],
    ['name', '张', '*'],
    ['name', '张三', '张*'],
    ['name', '张三丰', '张*丰'],
    ['name', 'Ann Miller', 'A***'],
    ['middle', '6222021234567890123', '622************0123'],
    ['middle', 'ab', 'a*'],
    ['middle', 'a', '*'],
    ['middle', '𠮷𠮷𠮷', '𠮷**'],
    ['all', 'anything', '******'],
    ['middle', '', ''],
  ])('%s: %s is %s', (kind, text, shown) => {
    expect(maskText(kind, text)).toBe(shown)
  })

  test('leaves out at least half of a short text, and three characters of a longer one', () => {
    for (let length = 1; length <= 40; length += 1) {
      for (const kind of ['phone', 'idCard', 'middle']) {
        const stars = [...maskText(kind, 'x'.repeat(length))].filter((letter) => letter === '*').length
        expect(stars).toBeGreaterThanOrEqual(length < 10 ? length / 2 : 3)
      }
    }
  })
})

describe('a masked field', () => {
  const field: WebField = {
    key: 'phone',
    label: '电话',
    type: 'phone',
    document: { key: 'phone', type: 'phone', label: '电话', masked: 'phone' },
  }
  const world = { locale: 'zh-CN', timeZone: 'Asia/Shanghai', currency: 'CNY' } as const
  const look = fieldTypesWeb.get('phone')

  test('is masked as text and as pieces, without a link that would tell, and blank where there is nothing', () => {
    expect(look?.text('13800001234', field, world)).toBe('138****1234')
    expect(look?.parts?.('13800001234', field, world)).toEqual([{ kind: 'text', text: '138****1234' }])
    expect(look?.parts?.(null, field, world)).toEqual([])
    expect(look?.text(null, field, world)).toBe('')
  })

  test('is shown as it is to who asks', () => {
    expect(look?.text('13800001234', unmasked(field), world)).toBe('138 0000 1234')
    expect(look?.parts?.('13800001234', unmasked(field), world)[0]).toMatchObject({ kind: 'link' })
  })
})
