import { describe, expect, test } from '@jest/globals'
import { divide, Exact, leaveArithmetic, power, roundTo } from './decimal.js'

const of = (text: string) => new Exact(text)

describe('numbers', () => {
  test('sums, differences and products are exact, however long', () => {
    const factors = Array.from({ length: 12 }, () => of('999999999999.999'))
    const product = factors.reduce((all, one) => all.times(one))

    expect(product.sd()).toBe(180)
    expect(product.plus('1e-40').minus(product).toFixed()).toBe(of('1e-40').toFixed())
  })

  test.each([
    ['1', '3', '0.333333333333333333333333333333'],
    ['2', '3', '0.666666666666666666666666666667'],
    ['-2', '3', '-0.666666666666666666666666666667'],
    ['1', '0', undefined],
    ['0', '-7', '0'],
    ['1e40', '3', '3333333333333333333333333333333333333333.333333333333333333333333333333'],
  ])('%s / %s is %s', (a, b, quotient) => {
    expect(divide(of(a), of(b))?.toFixed()).toBe(quotient)
  })

  test.each([
    ['2', '10', '1024'],
    ['2', '-2', '0.25'],
    ['0.5', '31', '0.000000000465661287307739257813'],
    ['-1.5', '3', '-3.375'],
    ['0', '0', '1'],
    ['0', '-1', undefined],
    ['2', '101', undefined],
    ['4', '0.5', undefined],
    ['1e15', '2', undefined],
    ['1e14', '5', undefined],
    ['10', '59', `1${'0'.repeat(59)}`],
    ['10', '60', undefined],
    ['3', '1.99999999999', '9'],
  ])('%s ^ %s is %s', (base, exponent, result) => {
    expect(power(of(base), of(exponent))?.toFixed()).toBe(result)
  })

  test('rounding is half away from zero and never gives minus zero', () => {
    expect(['2.5', '-2.5', '-0.4', '0.5'].map((text) => roundTo(of(text), 0).toFixed())).toEqual(['3', '-3', '0', '1'])
    expect(Object.is(roundTo(of('-0'), 2).toNumber(), 0)).toBe(true)
  })

  test('numbers of 10^15 and more are blank where they leave arithmetic', () => {
    expect(leaveArithmetic(of('999999999999999.99999999995'))).toBeNull()
    expect(leaveArithmetic(of('-999999999999999.9999999999'))?.toFixed()).toBe('-999999999999999.9999999999')
  })
})
