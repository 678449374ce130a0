import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { disownPostmasterFile, readPostmasterFile } from './postmaster-file.js'

let cluster: string

beforeEach(() => {
  cluster = mkdtempSync(join(tmpdir(), 'tessera-postmaster-'))
})

afterEach(() => rmSync(cluster, { recursive: true }))

const write = (...lines: string[]) => writeFileSync(join(cluster, 'postmaster.pid'), lines.join('\n'))

test('no file means no server', () => {
  expect(readPostmasterFile(cluster)).toBeUndefined()
})

test('an empty file, as it is for a moment while being written, means no server', () => {
  write('')

  expect(readPostmasterFile(cluster)).toBeUndefined()
})

test('a full file gives process, port and state', () => {
  write('4711', '/data', '1700000000', '40321', '/data', '127.0.0.1', '  1048577   3', 'ready   ')

  expect(readPostmasterFile(cluster)).toEqual({ pid: 4711, port: 40321, status: 'ready' })
})

test('a half-written file has no state yet', () => {
  write('4711', '/data', '1700000000', '40321')

  expect(readPostmasterFile(cluster)).toEqual({ pid: 4711, port: 40321, status: '' })
})

test('disowning changes the process id and keeps the line with the shared memory', () => {
  write('4711', '/data', '1700000000', '40321', '/data', '127.0.0.1', '  1048577   3', 'ready   ')

  disownPostmasterFile(cluster)

  const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  expect(lines[0]).toBe(String(process.pid))
  expect(lines[6]).toBe('  1048577   3')
})
