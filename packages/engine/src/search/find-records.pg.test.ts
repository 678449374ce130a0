import { describe, expect, test } from '@jest/globals'
import { publish, withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'

const company = {
  kind: 'object',
  key: 'company',
  label: '公司',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'contact', type: 'text', label: '联系人' },
    { key: 'phone', type: 'phone', label: '电话' },
    { key: 'secret', type: 'text', label: '内部备注', searchable: false },
    { key: 'note', type: 'longText', label: '备注' },
    { key: 'size', type: 'number', label: '人数' },
  ],
}

const rows: readonly Readonly<Record<string, string>>[] = [
  { name: '张三', phone: '13800001111' },
  { name: '华为技术有限公司', contact: '张三丰', secret: '不可见' },
  { name: 'ABC 贸易', note: '他们叫张三' },
  { name: '北京ＡＢＣ（中国）', contact: '单雄信' },
  { name: '重庆长安', contact: "O'Neil 100%_\\" },
  { name: '第1-2号仓库', contact: '李四', note: '值班 010-6234-5678' },
]

async function seeded({ engine, admin }: TestEngine): Promise<void> {
  await engine.records.batch(admin, 'company', { create: rows })
}

/** Names of what is found, best first. */
async function find({ engine, admin }: TestEngine, search: string, more: object = {}): Promise<string[]> {
  const { recordsJson } = await engine.records.query(admin, 'company', { search, ...more })
  return (JSON.parse(recordsJson) as { name: string }[]).map(({ name }) => name)
}

const withCompanies = <R>(body: (test: TestEngine) => Promise<R>): Promise<R> =>
  withEngine('search', [company], async (given) => {
    await seeded(given)
    return body(given)
  })

describe('a search', () => {
  test.each([
    ['a whole name', '张三', ['张三', '华为技术有限公司', 'ABC 贸易']],
    ['one character', '三', ['张三', '华为技术有限公司', 'ABC 贸易']],
    ['full pinyin', 'zhangsan', ['张三', '华为技术有限公司']],
    ['the beginning of a syllable at the end', 'zhangs', ['张三', '华为技术有限公司']],
    ['initials', 'zs', ['张三', '华为技术有限公司']],
    ['initials from the middle', 'jsyx', ['华为技术有限公司']],
    ['pinyin that begins within a syllable not', 'angsan', []],
    ['pinyin of a long text not', 'jzs', []],
    ['a surname as surnames are read', 'shanxx', []],
    ['a surname as a word is read', 'danxiong', ['北京ＡＢＣ（中国）']],
    ['a surname by its own reading', 'shanxiong', ['北京ＡＢＣ（中国）']],
    ['characters with two readings by their words', 'chongqingchangan', ['重庆长安']],
    ['capitals', 'ABC', ['ABC 贸易', '北京ＡＢＣ（中国）']],
    ['small letters', 'abc', ['ABC 贸易', '北京ＡＢＣ（中国）']],
    ['full-width letters', 'ａｂｃ', ['ABC 贸易', '北京ＡＢＣ（中国）']],
    ['one letter', 'b', ['ABC 贸易', '北京ＡＢＣ（中国）']],
    ['initials with the letters between', 'bjabczg', ['北京ＡＢＣ（中国）']],
    ['two words in two fields', '华为 zsf', ['华为技术有限公司']],
    ['words parted by a full-width space', '张三　138', ['张三']],
    ['a part of a number', '0000', ['张三']],
    ['a phone number typed with hyphens', '138-0000-1111', ['张三']],
    ['a phone number typed with spaces', '138 0000 1111', ['张三']],
    ['a phone number typed with its country code', '+86 138 0000 1111', ['张三']],
    ['the beginning of a phone number in groups', '138-000', ['张三']],
    ['a phone number in groups beside a name', 'zs 138.0000.1111', ['张三']],
    ['a number in groups that a text has so', '6234-5678', ['第1-2号仓库']],
    ['a number in brackets and spaces that a text has otherwise not', '(010) 6234 5678', []],
    ['signs as they are', '%_\\', ['重庆长安']],
    ['an apostrophe', "o'n", ['重庆长安']],
    ['digits that a sign parts not', '12', []],
    ['digits with the sign', '1-2', ['第1-2号仓库']],
    ['a field that is not searched not', '不可见', []],
    ['what nobody has not', '李雷', []],
  ])('finds %s', async (_, words, names) => {
    await withCompanies(async (given) => {
      const found = await find(given, words)

      expect([...found].sort()).toEqual([...names].sort())
    })
  })

  test('gives titles that begin with the word first, then titles that have it, then the rest, each newest first', async () => {
    await withEngine('search', [company], async (given) => {
      const names = ['上海三一', '三一重工', '三叉戟', '北京三里屯']
      for (const name of names) await given.engine.records.create(given.admin, 'company', { name })
      await given.engine.records.create(given.admin, 'company', { name: '其他', contact: '王三' })

      expect(await find(given, '三')).toEqual(['三叉戟', '三一重工', '北京三里屯', '上海三一', '其他'])
      expect(await find(given, '三', { sort: ['name'] })).toEqual(
        [...names, '其他'].sort(new Intl.Collator('zh').compare),
      )
    })
  })

  test('gives every record once over pages of any size', async () => {
    await withEngine('search', [company], async (given) => {
      const create = Array.from({ length: 40 }, (_, n) => ({
        name: ['三', '甲三', '甲'][n % 3] + String(n),
        contact: '三',
      }))
      await given.engine.records.batch(given.admin, 'company', { create })
      const whole = await find(given, '三', { limit: 100 })
      expect(new Set(whole).size).toBe(40)
      for (const limit of [1, 7, 13, 14, 39, 40]) {
        const seen: string[] = []
        let after: string | undefined
        do {
          const page = await given.engine.records.query(given.admin, 'company', {
            search: '三',
            limit,
            ...(after === undefined ? {} : { after }),
          })
          seen.push(...(JSON.parse(page.recordsJson) as { name: string }[]).map(({ name }) => name))
          after = page.next ?? undefined
        } while (after !== undefined)
        expect(seen).toEqual(whole)
      }
    })
  })

  test('counts what it finds', async () => {
    await withCompanies(async ({ engine, admin }) => {
      const page = await engine.records.query(admin, 'company', { search: 'zs', count: 'exact', limit: 1 })

      expect(page.count).toBe(2)
    })
  })

  test('looks into a title that is no text', async () => {
    const visit = {
      kind: 'object',
      key: 'visit',
      label: '拜访',
      titleField: 'company',
      fields: [
        { key: 'company', type: 'lookup', label: '公司', target: 'company' },
        { key: 'subject', type: 'text', label: '主题' },
      ],
    }
    await withCompanies(async (given) => {
      await publish(given.engine, [visit])
      const page = await given.engine.records.query(given.admin, 'company', { search: '华为' })
      const [{ id }] = JSON.parse(page.recordsJson) as [{ id: string }]
      await given.engine.records.create(given.admin, 'visit', { company: id, subject: '回访 13800001111' })

      for (const search of ['华为 回', '华为 138-0000-1111']) {
        const found = await given.engine.records.query(given.admin, 'visit', { search })
        expect(JSON.parse(found.recordsJson)).toHaveLength(1)
      }
    })
  })
})
