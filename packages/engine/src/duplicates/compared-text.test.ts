import { describe, expect, test } from '@jest/globals'
import { dialledNumber, likenessOf, meantText, piecesOf } from './compared-text.js'
import { leastInCommon } from './match-tokens.js'

describe('what a text means', () => {
  test.each([
    ['华为技术（深圳）有限公司', '华为技术深圳'],
    [' 华为技术(深圳)有限责任公司', '华为技术深圳'],
    ['ＡＣＭＥ Co., Ltd.', 'acme'],
    ['Acme', 'acme'],
    ['公司', '公司'],
    ['A公司', 'a公司'],
    ['O’Neil & Sons', 'oneilsons'],
    ['——', ''],
  ])('%s is %s', (text, meant) => {
    expect(meantText(text)).toBe(meant)
  })
})

describe('a number as it is dialled', () => {
  test.each([
    ['+86 138-0013-8000', '13800138000'],
    ['008613800138000', '13800138000'],
    ['(0755) 2878 0808 转 12', '075528780808'],
    ['01062345678 ext. 12', '01062345678'],
    ['+1 415 555 2671', '14155552671'],
    ['没有', ''],
  ])('of %s is %s', (text, dialled) => {
    expect(dialledNumber(text)).toBe(dialled)
  })
})

describe('likeness', () => {
  const likeness = (a: string, b: string): number => likenessOf(piecesOf(a), piecesOf(b))

  test('is 1 for the same, 0 for nothing in common, and high for one character of many', () => {
    expect([likeness('腾讯科技', '腾讯科技'), likeness('腾讯科技', '华为'), likeness('', '')]).toEqual([1, 0, 0])
    expect(likeness('深圳腾讯计算机系统', '深圳市腾讯计算机系统')).toBeGreaterThan(0.8)
    expect(likeness('microsoft', 'micrsoft')).toBeGreaterThan(0.6)
    expect(likeness('北京百度网讯科技', '上海百度网络科技')).toBeLessThan(0.7)
  })

  test('of two texts that reach the threshold never needs fewer pieces in common than are looked for', () => {
    const texts = [
      '深圳腾讯计算机系统',
      '深圳市腾讯计算机系统',
      '腾讯计算机',
      '腾讯',
      '深圳腾讯科技',
      'acme',
      'acmee',
      '讯腾',
    ]
    for (const a of texts.map(piecesOf)) {
      for (const b of texts.map(piecesOf)) {
        const common = [...a].filter((piece) => b.has(piece)).length
        const isLike = likenessOf(a, b) >= 0.6
        expect(!isLike || common >= leastInCommon(a.size, 0.6)).toBe(true)
      }
    }
  })
})
