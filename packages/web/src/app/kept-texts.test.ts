import { describe, expect, test } from '@jest/globals'
import { KeptTexts, type QuickStore, type SureStore } from './kept-texts'

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

class Quick implements QuickStore {
  constructor(readonly texts = new Map<string, string>()) {}
  getItem = (name: string): string | null => this.texts.get(name) ?? null
  setItem = (name: string, text: string): void => void this.texts.set(name, text)
  removeItem = (name: string): void => void this.texts.delete(name)
  names = (): readonly string[] => [...this.texts.keys()]
}

class Sure implements SureStore {
  constructor(readonly texts = new Map<string, string>()) {}
  all = (prefix: string) => Promise.resolve([...this.texts].filter(([name]) => name.startsWith(prefix)))
  set = (name: string, text: string): Promise<void> => Promise.resolve(void this.texts.set(name, text))
  delete = (name: string): Promise<void> => Promise.resolve(void this.texts.delete(name))
}

/** localStorage as it was on the disk at some time, for a browser that starts again. */
const asOf = (quick: Quick): Quick => new Quick(new Map(quick.texts))

describe('after the browser was killed', () => {
  test('a text that was in no file of localStorage yet is there again', async () => {
    const sure = new Sure()
    new KeptTexts(new Quick(), sure).setItem('draft/a', 'typed')
    await settle()
    const again = new KeptTexts(new Quick(), sure)
    await again.restore('draft/')

    expect(again.getItem('draft/a')).toBe('typed')
    expect(again.names('draft/')).toEqual(['draft/a'])
  })

  test('the later of two texts is there, and what was taken away stays away', async () => {
    const [quick, sure] = [new Quick(), new Sure()]
    const before = new KeptTexts(quick, sure)
    before.setItem('draft/a', 'early')
    before.setItem('draft/b', 'saved since')
    const onDisk = asOf(quick)
    before.setItem('draft/a', 'late')
    before.removeItem('draft/b')
    await settle()
    const again = new KeptTexts(onDisk, sure)
    await again.restore('draft/')

    expect([again.getItem('draft/a'), again.getItem('draft/b')]).toEqual(['late', null])
  })
})

test('after a tab died before its last write reached IndexedDB, localStorage is believed', async () => {
  const [quick, sure] = [new Quick(), new Sure()]
  const before = new KeptTexts(quick, sure)
  before.setItem('draft/a', 'first')
  before.setItem('draft/b', 'saved since')
  await settle()
  const inFile = new Sure(new Map(sure.texts))
  before.setItem('draft/a', 'last')
  before.removeItem('draft/b')
  const again = new KeptTexts(quick, inFile)
  await again.restore('draft/')

  expect([again.getItem('draft/a'), again.getItem('draft/b')]).toEqual(['last', null])
})

test('a text from before there were stamps is read, and gives way to a newer one', async () => {
  const [quick, sure] = [new Quick(new Map([['draft/a', '{"at":1}']])), new Sure()]
  const texts = new KeptTexts(quick, sure)
  expect(texts.getItem('draft/a')).toBe('{"at":1}')

  texts.setItem('draft/a', '{"at":2}')
  await texts.restore('draft/')
  expect(texts.getItem('draft/a')).toBe('{"at":2}')
})

test('what was taken away more than a day ago is forgotten in both stores', async () => {
  const [quick, sure] = [new Quick(), new Sure()]
  const texts = new KeptTexts(quick, sure)
  texts.setItem('draft/a', 'typed')
  texts.removeItem('draft/a')
  await settle()
  await new KeptTexts(quick, sure, () => Date.now() + 25 * 3_600_000).restore('draft/')
  await settle()

  expect([quick.texts.size, sure.texts.size]).toEqual([0, 0])
})

test('a full localStorage is told to the writer', () => {
  const quick = new Quick()
  quick.setItem = () => {
    throw new Error('full')
  }
  expect(() => new KeptTexts(quick, new Sure()).setItem('draft/a', 'typed')).toThrow('full')
})
