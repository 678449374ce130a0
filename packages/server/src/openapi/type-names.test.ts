import { expect, test } from '@jest/globals'
import { nameTypes } from './type-names.js'

test('types are named by the key, with three names per object', () => {
  expect(nameTypes(['visit']).get('visit')).toEqual({ record: 'Visit', create: 'VisitCreate', update: 'VisitUpdate' })
})

test('names never meet, and the shorter key keeps the plain one', () => {
  const names = nameTypes(['visitCreate', 'visit', 'objects'])

  expect(names.get('visit')?.record).toBe('Visit')
  expect(names.get('visitCreate')?.record).toBe('VisitCreateRecord')
  expect(names.get('objects')?.record).toBe('ObjectsRecord')
  const all = [...names.values()].flatMap(({ record, create, update }) => [record, create, update])
  expect(new Set(all).size).toBe(all.length)
})

test('a letter after a digit is a capital, as the generator of declarations writes it', () => {
  expect(nameTypes(['area51b']).get('area51b')).toEqual({
    record: 'Area51B',
    create: 'Area51BCreate',
    update: 'Area51BUpdate',
  })
})
