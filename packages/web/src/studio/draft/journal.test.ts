import { describe, expect, test } from '@jest/globals'
import { createJournal, type Shelf } from './journal'

function memoryShelf(): Shelf {
  const texts = new Map<string, string>()
  return {
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => void texts.set(name, text),
    removeItem: (name) => void texts.delete(name),
    names: () => [...texts.keys()],
  }
}
const typing = (text: string, at: number) => ({ place: 'fields/device', part: 'label/', text, at })

describe('what was being typed when tabs died', () => {
  test('is the latest of it, found once', () => {
    const journal = createJournal(memoryShelf(), 'me')
    journal.keepTyping('a', typing('early', 1))
    journal.keepTyping('b', typing('late', 2))

    expect(journal.takeTyping(new Set())?.text).toBe('late')
    expect(journal.takeTyping(new Set())).toBeUndefined()
  })

  test('is left to a tab that is alive, and to other people', () => {
    const shelf = memoryShelf()
    createJournal(shelf, 'me').keepTyping('a', typing('mine', 1))
    createJournal(shelf, 'you').keepTyping('b', typing('yours', 2))

    expect(createJournal(shelf, 'me').takeTyping(new Set(['a']))).toBeUndefined()
    expect(createJournal(shelf, 'me').takeTyping(new Set())?.text).toBe('mine')
  })

  test('is gone when it became a step', () => {
    const journal = createJournal(memoryShelf(), 'me')
    journal.keepTyping('a', typing('done', 1))
    journal.keepTyping('a', undefined)

    expect(journal.takeTyping(new Set())).toBeUndefined()
    expect(journal.entries()).toEqual([])
  })
})
