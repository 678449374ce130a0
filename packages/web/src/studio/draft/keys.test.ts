import { describe, expect, test } from '@jest/globals'
import { isReservedFieldKey, keyPattern } from '@tessera/metadata'
import fc from 'fast-check'
import { wordCount } from './key-words'
import { keyFor } from './keys'

// Another seed is another day's work: what fails must fail again.
fc.configureGlobal({ seed: 20_261_130 })

describe('keys made of labels', () => {
  test.each([
    ['名称', 'name'],
    ['客户名称', 'accountName'],
    ['预计成交日期', 'expectedClosedDate'],
    ['金额（元）', 'amount'],
    ['设备编号', 'deviceCode'],
    ['Serial number', 'serialNumber'],
    ['SKU 编码', 'skuCode'],
    ['VIP等级', 'vipLevel'],
    ['2024 年收入', 'field1'],
    ['魑魅', 'field1'],
    ['负责人', 'owner2'],
    ['标题', 'subject'],
  ])('%s → %s', (label, key) => {
    expect(keyFor(label, [], 'field')).toBe(key)
  })

  test('are free, whatever the case of those that are taken', () => {
    expect(keyFor('名称', ['NAME'], 'field')).toBe('name2')
    expect(keyFor('魑魅', ['field1', 'Field2'], 'field')).toBe('field3')
    expect(keyFor('魑魅', [], 'module')).toBe('module1')
  })

  test('are always keys that documents accept', () => {
    const pattern = new RegExp(keyPattern)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (label, taken) => {
        const key = keyFor(label, taken, 'field')
        expect(key).toMatch(pattern)
        expect(isReservedFieldKey(key)).toBe(false)
      }),
    )
  })

  test('come from a dictionary of more than 200 words', () => {
    expect(wordCount).toBeGreaterThan(200)
  })
})
