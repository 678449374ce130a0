import { lstatSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { linkLibraries } from './link-libraries.js'

let packageFolder: string
let native: string

beforeEach(() => {
  packageFolder = mkdtempSync(join(tmpdir(), 'tessera-links-'))
  native = join(packageFolder, 'native')
  mkdirSync(join(native, 'lib'), { recursive: true })
  writeFileSync(join(native, 'lib', 'libicu.so.60.2'), 'code')
  const links = [{ source: 'native/lib/libicu.so.60.2', target: 'native/lib/libicu.so.60' }]
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links))
})

afterEach(() => rmSync(packageFolder, { recursive: true }))

test('makes the links the list asks for, relative, so that a copy of the folder works', () => {
  expect(linkLibraries(native)).toBe(true)

  expect(readlinkSync(join(native, 'lib', 'libicu.so.60'))).toBe('libicu.so.60.2')
  expect(readFileSync(join(native, 'lib', 'libicu.so.60'), 'utf8')).toBe('code')
})

test('changes nothing when called again', () => {
  linkLibraries(native)
  const before = lstatSync(join(native, 'lib', 'libicu.so.60')).mtimeMs

  expect(linkLibraries(native)).toBe(true)
  expect(lstatSync(join(native, 'lib', 'libicu.so.60')).mtimeMs).toBe(before)
})

test('a package without a list needs no links', () => {
  rmSync(join(native, 'pg-symlinks.json'))

  expect(linkLibraries(native)).toBe(true)
})
