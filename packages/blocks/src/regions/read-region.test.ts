import { describe, expect, test } from '@jest/globals'
import { pathOf, regionBook, regionPrefix } from './region-book.js'
import { leadingRegion, readRegion, regionText } from './read-region.js'

describe('the book of regions', () => {
  test('has every province, and each region stands below one whose code begins alike', () => {
    const { provinces, byCode } = regionBook()

    expect(provinces.length).toBe(34)
    expect(byCode.size).toBeGreaterThan(3_000)
    const astray = [...byCode.values()].filter(({ code, parent }) => !code.startsWith(regionPrefix(parent?.code ?? '')))
    expect(astray).toEqual([])
    expect(pathOf(byCode.get('320508')!).map(({ name }) => name)).toEqual(['江苏省', '苏州市', '姑苏区'])
  })

  test.each([
    ['310115', '上海市 / 浦东新区'],
    ['310000', '上海市'],
    ['429004', '湖北省 / 仙桃市'],
    ['441900', '广东省 / 东莞市'],
    ['999999', '999999'],
  ])('%s is read as %s', (code, text) => {
    expect(regionText(code)).toBe(text)
  })
})

describe('a region that is typed', () => {
  test.each([
    ['310115', '310115'],
    ['上海市 / 浦东新区', '310115'],
    ['上海市浦东新区', '310115'],
    ['江苏省', '320000'],
    ['江苏省-苏州市', '320500'],
    ['湖北省仙桃市', '429004'],
    ['浦东新区', '310115'],
    ['朝阳区', undefined],
    ['上海市火星区', undefined],
    ['火星', undefined],
  ])('%s is %s', (text, code) => {
    expect(readRegion(text)?.code).toBe(code)
  })

  test('is found at the beginning of an address, and every region is read back from its own text', () => {
    const found = leadingRegion('广东省深圳市 南山区 科技园路 1 号')
    expect([found?.region.code, found?.rest]).toEqual(['440305', '科技园路 1 号'])
    const lost = [...regionBook().byCode.values()].filter(
      (region) => region.name !== '直辖县级行政区划' && readRegion(regionText(region.code))?.code !== region.code,
    )
    expect(lost.map(({ code, name }) => code + name)).toEqual([])
  })
})
