import { describe, expect, test } from '@jest/globals'
import { drawCode } from './draw-code.js'

/** Widths of bars and gaps in turn, from the rectangles of a path, in units. */
function widthsOf(path: string): number[] {
  const bars = [...path.matchAll(/M([\d.]+) [\d.]+h([\d.]+)V/g)].map(
    ([, x, width]) => [Number(x), Number(width)] as const,
  )
  return bars.flatMap(([x, width], index) => {
    const next = bars[index + 1]
    return next === undefined ? [width] : [width, next[0] - x - width]
  })
}

/** Widths of the four runs of a digit that is read from the right half (ISO/IEC 15420). */
const rightDigits = ['3211', '2221', '2122', '1411', '1132', '1231', '1114', '1312', '1213', '3112']

describe('a drawn code', () => {
  test('of EAN-13 has its guards, and every digit of its right half can be read from the bars', () => {
    const widths = widthsOf(drawCode('6901234567892', 'ean13')?.path ?? '')

    expect(widths.length).toBe(59)
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(95)
    expect([widths.slice(0, 3), widths.slice(27, 32), widths.slice(56)]).toEqual([
      [1, 1, 1],
      [1, 1, 1, 1, 1],
      [1, 1, 1],
    ])
    const digits = Array.from({ length: 6 }, (_, at) =>
      rightDigits.indexOf(widths.slice(32 + at * 4, 36 + at * 4).join('')),
    )
    expect(digits.join('')).toBe('567892')
  })

  test('of Code 128 begins with a start and ends with the stop pattern', () => {
    const widths = widthsOf(drawCode('KH-2026-0042', 'code128')?.path ?? '')

    expect(widths.slice(0, 6).join('')).toBe('211214')
    expect(widths.slice(-7).join('')).toBe('2331112')
  })

  test('of QR is a square with a quiet zone of four modules', () => {
    const code = drawCode('设备 0042', 'qr')

    expect(code?.width).toBe(code?.height)
    expect(code?.viewBox).toMatch(/^-8 -8 (\d+) \1$/)
  })

  test('is none where the text does not fit', () => {
    expect(drawCode('690', 'ean13')).toBeUndefined()
  })
})
