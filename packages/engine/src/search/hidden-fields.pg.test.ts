import { expect, test } from '@jest/globals'
import { fieldTypes } from '@tessera/blocks/server'
import type { Access } from '../access/access.js'
import { definerAccess } from '../access/access.js'
import { loadCatalog } from '../catalog/load-catalog.js'
import { runtimeValues } from '../engine-context.js'
import { countStatement, pageStatement } from '../query/page-statement.js'
import { planSearch } from '../query/planned-search.js'
import { searchWords } from '../query/search-words.js'
import { testAdmin, testContext, withWorkshop } from '../schema/workshop.testing.js'
import { execute } from '../storage/statement.js'

const company = {
  kind: 'object',
  key: 'company',
  label: '公司',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'contact', type: 'text', label: '联系人' },
    { key: 'price', type: 'text', label: '底价' },
  ],
}

/** Somebody who may not read some fields. */
const without = (...hidden: readonly string[]): Access => ({
  ...definerAccess,
  reads: (field) => !hidden.includes(field.key),
  shows: (field) => !hidden.includes(field.key),
})

test.each([
  ['what stands in a field that is hidden', ['price'], '秘密', []],
  ['its pinyin', ['price'], 'mimi', []],
  ['its initials', ['price'], 'mm', []],
  ['what a word of two fields has in the hidden one', ['price'], '甲 秘密', []],
  ['what stands in both a hidden and a readable field', ['price'], '共有', ['甲公司']],
  ['readable fields by pinyin', ['price'], 'zhangs', ['甲公司']],
  ['a hidden title', ['name'], '甲公司', []],
  ['a hidden title by initials', ['name'], 'jgs', []],
  ['other fields when the title is hidden', ['name'], '秘密', ['甲公司']],
  ['signs that mean something in regular expressions', ['price'], '.*', ['乙(.*)']],
  ['letters behind a sign', ['price'], '(.*)', ['乙(.*)']],
  ['a number typed in groups', ['price'], '138-0000-0001', ['乙(.*)']],
  ['a number typed in groups in a hidden field', ['contact'], '138-0000-0001', []],
  ['marks of fields', ['price'], 'A', []],
])('a reader does not find by, or does find: %s', async (_, hidden, search, names) => {
  await withWorkshop(async (workshop) => {
    const { pool } = workshop
    await workshop.put(company)
    await workshop.create(
      'company',
      { name: '甲公司', contact: '张三共有', price: '秘密 12 共有' },
      { name: '乙(.*)', contact: '李四 13800000001', price: 'x' },
    )
    const catalog = await loadCatalog(pool, 'main', { fieldTypes })
    const object = catalog.objectsByKey.get('company')
    if (object === undefined) throw new Error('no company')
    const access = without(...hidden)
    const planned = planSearch(object, access, searchWords(search), true)
    const shape = { fields: ['id'], filter: undefined, sort: undefined, search: planned, after: undefined }
    const runtime = runtimeValues(testContext(pool), catalog, testAdmin)
    const slots = { limit: 50, ...planned.slots }

    const { rows } = await execute<{ records: string | null }>(
      pool,
      pageStatement(catalog, object, access, shape),
      runtime,
      slots,
    )
    const counted = await execute<{ count: string }>(
      pool,
      countStatement(catalog, object, access, shape, 'exact'),
      runtime,
      slots,
    )

    const ids = (JSON.parse(`[${rows[0]?.records ?? ''}]`) as { id: string }[]).map(({ id }) => id)
    const all = await workshop.records('company')
    expect(all.filter(({ id }) => ids.includes(String(id))).map(({ name }) => name)).toEqual(names)
    expect(Number(counted.rows[0]?.count)).toBe(names.length)
  })
})
