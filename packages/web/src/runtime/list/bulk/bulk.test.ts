import { expect, test } from '@jest/globals'
import { moved } from '../toolbar/reorder'
import { inChunks } from './in-chunks'

const ids = Array.from({ length: 7 }, (_, index) => `r${index}`)

test('work is done piece by piece, and says how far it is', async () => {
  const pieces: number[] = []
  const seen: number[] = []
  const result = await inChunks(
    ids,
    3,
    async (chunk) => {
      pieces.push(chunk.length)
      return { done: chunk.slice(1), failed: 1, reason: chunk[0] }
    },
    (done) => seen.push(done) > 0,
  )
  expect(pieces).toEqual([3, 3, 1])
  expect(seen).toEqual([0, 3, 6])
  expect(result).toEqual({ done: ['r1', 'r2', 'r4', 'r5'], failed: 3, reason: 'r0', total: 7, isStopped: false })
})

test('work can be stopped between two pieces; what was done stays done', async () => {
  const result = await inChunks(
    ids,
    2,
    async (chunk) => ({ done: chunk, failed: 0 }),
    (done) => done < 4,
  )
  expect(result).toMatchObject({ done: ['r0', 'r1', 'r2', 'r3'], isStopped: true })
})

test('members of a list change places and never get lost', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b', 'c'], 1, 99)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 9, 0)).toEqual(['a', 'b', 'c'])
})
