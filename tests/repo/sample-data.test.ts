import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { crmSample } from '../../scripts/sample/crm.mjs'
import { root } from './checkout.js'

const folder = join(root, 'templates/crm/data')
const made = crmSample()

describe('the sample data of the CRM', () => {
  test('is what `node scripts/sample/crm.mjs` writes, byte for byte', () => {
    expect(readdirSync(folder).sort()).toEqual([...made.keys()].map((object) => `${object}.csv`).sort())
    for (const [object, csv] of made) expect(readFileSync(join(folder, `${object}.csv`), 'utf8') === csv).toBe(true)
  })

  test('is less than 4 MB and 18,000 records', () => {
    const tables = [...made.values()]

    expect(tables.reduce((sum, csv) => sum + Buffer.byteLength(csv), 0)).toBeLessThan(4_000_000)
    expect(tables.reduce((sum, csv) => sum + csv.split('\n').length - 2, 0)).toBeLessThanOrEqual(18_000)
  })

  test('rings with nobody and writes to nobody: numbers of a block without operator, addresses of example.com', () => {
    const people = ['contact', 'lead'].map((object) => made.get(object) ?? '').join('')

    const mobiles = people.match(/(?<=,)1[3-9]\d{9}(?=,)/g) ?? []
    expect(mobiles.length).toBeGreaterThan(1_000)
    expect(mobiles.filter((number) => !number.startsWith('1540'))).toEqual([])
    expect((people.match(/@[a-z0-9.]+/g) ?? []).filter((host) => !host.endsWith('.example.com'))).toEqual([])
  })

  test('of another seed is other data', () => {
    expect(crmSample(1, 0.05).get('account')).not.toBe(crmSample(2, 0.05).get('account'))
  })
})
