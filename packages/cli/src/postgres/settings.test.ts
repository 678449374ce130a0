import { expect, test } from '@jest/globals'
import { settingsOf } from './settings.js'

const GB = 1024 ** 3

test('the product never trades safety for speed', () => {
  const settings = settingsOf('product', 8 * GB)

  expect(settings).toMatchObject({ fsync: 'on' })
  expect(settings).not.toHaveProperty('synchronous_commit')
  expect(settings).not.toHaveProperty('full_page_writes')
})

test('tests do', () => {
  expect(settingsOf('test', 8 * GB)).toMatchObject({ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' })
})

test.each(['product', 'test'] as const)('%s listens on this machine only', (preset) => {
  expect(settingsOf(preset, 8 * GB)).toMatchObject({ listen_addresses: '127.0.0.1' })
})

test.each([
  [0.25, '32MB'],
  [1, '128MB'],
  [2, '256MB'],
  [64, '256MB'],
])('a machine with %p GB gives it %s of shared memory', (memoryGb, shared) => {
  expect(settingsOf('product', memoryGb * GB)).toMatchObject({ shared_buffers: shared })
})
