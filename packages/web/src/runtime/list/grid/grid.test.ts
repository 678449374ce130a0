import { describe, expect, test } from '@jest/globals'
import { gridAction } from './grid-keys'
import { extended, nothingSelected, selectedAll, toggled, without } from './selection'
import { columnOffsets, columnSpan, mostRows, rowSlots, rowSpan, scrollToCell } from './window'

describe('rows in the window', () => {
  test('are those on the screen and a few beyond', () => {
    expect(rowSpan(0, 720, 36, 10_000)).toEqual({ first: 0, end: 33 })
    expect(rowSpan(3_600, 720, 36, 10_000)).toEqual({ first: 94, end: 127 })
    expect(rowSpan(9_979 * 36, 720, 36, 10_000)).toEqual({ first: 9_967, end: 10_000 })
  })

  test('are all of a short list, and none of an empty one', () => {
    expect(rowSpan(0, 720, 36, 5)).toEqual({ first: 0, end: 5 })
    expect(rowSpan(500, 720, 36, 0)).toEqual({ first: 0, end: 0 })
  })

  test('are never more than sixty on a screen that shows fewer, at any place and density', () => {
    for (const rowHeight of [28, 36, 44, 56]) {
      for (const height of [300, 900, 1_440]) {
        const slots = rowSlots(height, rowHeight)
        expect(slots).toBeLessThanOrEqual(mostRows)
        for (let top = 0; top < 100_000; top += 997) {
          const { first, end } = rowSpan(top, height, rowHeight, 5_000)
          expect(end - first).toBeLessThanOrEqual(slots)
          expect(first * rowHeight).toBeLessThanOrEqual(Math.min(top, 5_000 * rowHeight - height))
          expect(end * rowHeight).toBeGreaterThanOrEqual(Math.min(top + height, 5_000 * rowHeight))
        }
      }
    }
  })
})

describe('columns in the window', () => {
  const offsets = columnOffsets([280, ...Array.from({ length: 29 }, () => 120)])

  test('leave out the frozen one and what is off the screen', () => {
    expect(columnSpan(0, 1_000, offsets)).toEqual({ first: 1, end: 9 })
    expect(columnSpan(600, 1_000, offsets)).toEqual({ first: 5, end: 14 })
    expect(columnSpan(99_999, 1_000, offsets)).toEqual({ first: 29, end: 30 })
  })

  test('cover what can be seen at every place', () => {
    for (let left = 0; left <= (offsets.at(-1) ?? 0) - 1_000; left += 37) {
      const { first, end } = columnSpan(left, 1_000, offsets)
      expect(offsets[first]).toBeLessThanOrEqual(left + 280)
      expect(offsets[end]).toBeGreaterThanOrEqual(left + 1_000)
    }
  })
})

test('a cell is scrolled to only as far as it needs', () => {
  const layout = { rowHeight: 36, headHeight: 32, offsets: columnOffsets([200, 100, 100, 100, 100]) }
  const view = { top: 360, left: 50, height: 392, width: 400 }
  expect(scrollToCell(view, { row: 12, column: 2 }, layout)).toEqual({ top: 360, left: 50 })
  expect(scrollToCell(view, { row: 2, column: 1 }, layout)).toEqual({ top: 72, left: 0 })
  expect(scrollToCell(view, { row: 20, column: 4 }, layout)).toEqual({ top: 396, left: 200 })
  expect(scrollToCell(view, { row: 12, column: 0 }, layout)).toEqual({ top: 360, left: 50 })
})

describe('ticked records', () => {
  const order = ['a', 'b', 'c', 'd', 'e']

  test('are toggled one by one, and by ranges from where the last one was', () => {
    const one = toggled(nothingSelected, 'b')
    expect([...one.ids]).toEqual(['b'])
    expect([...toggled(one, 'b').ids]).toEqual([])
    expect([...extended(one, 'd', order).ids]).toEqual(['b', 'c', 'd'])
    expect([...extended(toggled(nothingSelected, 'd'), 'b', order).ids].sort()).toEqual(['b', 'c', 'd'])
    expect([...extended(nothingSelected, 'c', order).ids]).toEqual(['c'])
  })

  test('are at most ten thousand', () => {
    expect(selectedAll(Array.from({ length: 12_000 }, (_, index) => String(index))).ids.size).toBe(10_000)
  })

  test('forget records that are gone', () => {
    const all = selectedAll(order)
    expect([...without(all, new Set(['a', 'c'])).ids]).toEqual(['b', 'd', 'e'])
    expect(without(all, new Set(['x']))).toBe(all)
  })
})

test('keys mean what people of spreadsheets expect', () => {
  const press = (key: string, modifiers: Partial<Parameters<typeof gridAction>[0]> = {}) =>
    gridAction({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...modifiers })
  expect(press('ArrowDown')).toEqual({ do: 'move', row: 1, column: 0, extend: false })
  expect(press('ArrowUp', { shiftKey: true })).toEqual({ do: 'move', row: -1, column: 0, extend: true })
  expect(press('End', { ctrlKey: true })).toEqual({ do: 'jump', to: 'last' })
  expect(press('Enter')).toEqual({ do: 'activate' })
  expect(press('Enter', { metaKey: true })).toEqual({ do: 'open', inTab: true })
  expect(press(' ')).toEqual({ do: 'select' })
  expect(press('a', { ctrlKey: true })).toEqual({ do: 'selectAll' })
  expect(press('a')).toBeUndefined()
  expect(press('ArrowDown', { altKey: true })).toBeUndefined()
})
