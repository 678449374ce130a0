import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { nextTick, ref } from 'vue'
import { useSettledText } from './use-settled-text'

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

/** A text input on a value that keeps what it is told without spaces at its ends. */
function input() {
  const value = ref('')
  const told: string[] = []
  jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  const settled = useSettledText(
    () => value.value,
    (text) => {
      told.push(text)
      value.value = text.trim()
    },
  )
  return { ...settled, value, told }
}

describe('a text input', () => {
  test('tells once after a pause', () => {
    const { typed, told } = input()
    for (const text of ['n', 'na', 'name']) {
      typed(text)
      jest.advanceTimersByTime(300)
    }
    jest.advanceTimersByTime(400)

    expect(told).toEqual(['name'])
  })

  test('tells who types without a pause every two seconds, so that a tab that dies then loses no more', () => {
    const { typed, told } = input()
    for (let length = 1; length <= 25; length += 1) {
      typed('x'.repeat(length))
      jest.advanceTimersByTime(200)
    }

    expect(told.map((text) => text.length)).toEqual([10, 20])
  })

  test('leaves the space one has just typed, although it is not kept', async () => {
    const { typed, text, value } = input()
    typed('two ')
    jest.advanceTimersByTime(400)
    await nextTick()

    expect([text.value, value.value]).toEqual(['two ', 'two'])
  })
})
