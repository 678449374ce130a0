import { describe, expect, test } from '@jest/globals'
import { pinyin } from 'pinyin-pro'
import { isSyllable, segmentations } from './syllables.js'

describe('syllables', () => {
  test('are known for every reading of common characters', () => {
    const unknown = new Set<string>()
    for (let code = 0x4e00; code <= 0x9fa5; code += 7) {
      const character = String.fromCodePoint(code)
      for (const syllable of pinyin(character, { toneType: 'none', type: 'array', v: true, multiple: true }))
        if (syllable !== character && !isSyllable(syllable)) unknown.add(syllable)
    }
    expect([...unknown].filter((syllable) => syllable !== 'ê')).toEqual([])
  })

  test.each([
    [
      'zhang',
      [
        ['', 'zhang'],
        ['zhan', 'ga'],
      ],
    ],
    [
      'xian',
      [
        ['', 'xian'],
        ['xi', 'an'],
      ],
    ],
    ['abc', []],
    ['u', []],
  ])('part %s', (letters, ways) => {
    const found = segmentations(letters).map(({ whole, last }) => [whole.join(' '), last[0]])
    for (const way of ways) expect(found).toContainEqual(way)
    if (ways.length === 0) expect(found).toEqual([])
  })

  test('that can be read in very many ways are read as far as it goes quickly', () => {
    const startedAt = performance.now()

    expect(segmentations('xianxianxianxianxianxianxian'.repeat(3)).length).toBeGreaterThan(0)
    expect(performance.now() - startedAt).toBeLessThan(500)
  })
})
