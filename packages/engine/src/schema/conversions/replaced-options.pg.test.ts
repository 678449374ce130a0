import { describe, expect, test } from '@jest/globals'
import { withWorkshop, type ObjectDraft, type Workshop } from '../workshop.testing.js'

const option = (key: string, label: string, more: object = {}): object => ({
  key,
  label: { 'zh-CN': label, en: key },
  ...more,
})
const deal = {
  kind: 'object',
  key: 'deal',
  label: '商机',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    {
      key: 'stage',
      type: 'select',
      label: '阶段',
      options: [option('lead', '线索'), option('talk', '洽谈'), option('former', '旧阶段'), option('gone', '停用')],
    },
    {
      key: 'tags',
      type: 'multiSelect',
      label: '标签',
      options: [option('vip', '重点'), option('key', '要客'), option('web', '官网')],
    },
    { key: 'account', type: 'lookup', label: '客户', target: 'account' },
  ],
}
const account = {
  kind: 'object',
  key: 'account',
  label: '客户',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    {
      key: 'talks',
      type: 'rollup',
      label: '洽谈中',
      relation: 'deal.account',
      function: 'count',
      filter: 'stage = "talk"',
    },
  ],
}

type Option = { key: string; replaces?: string[] }

/** The object with options taken away, some of them replaced by others. */
function without(
  object: ObjectDraft,
  field: string,
  gone: readonly string[],
  by: Record<string, string[]>,
): ObjectDraft {
  const fields = object.fields.map((one) => {
    if (one.key !== field) return one
    const options = (one['options'] as Option[]).filter(({ key }) => !gone.includes(key))
    return { ...one, options: options.map((left) => (by[left.key] ? { ...left, replaces: by[left.key] } : left)) }
  })
  return { ...object, fields }
}

async function filled(workshop: Workshop): Promise<void> {
  await workshop.put(account, deal)
  const [id] = await workshop.create('account', { name: '北辰' })
  await workshop.create(
    'deal',
    { name: 'A', stage: 'former', tags: ['key', 'web'], account: id },
    { name: 'B', stage: 'talk', tags: ['vip', 'key'], account: id },
    { name: 'C', stage: 'gone', account: id },
    { name: 'D', account: id },
  )
}

const stages = async (workshop: Workshop): Promise<unknown[]> =>
  (await workshop.records('deal')).map(({ stage }) => stage)

describe('options that stand for others', () => {
  test('take their records over: the plan says how many, roll-ups follow, hidden ones stay, and undo gives each back what it had', () =>
    withWorkshop(async (workshop) => {
      const { engine, admin } = workshop
      await filled(workshop)
      const versions = (await workshop.records('deal')).map(({ version }) => version)
      const next = without(await workshop.object('deal'), 'stage', ['former', 'gone'], { talk: ['former'] })
      const { hazards } = await engine.changes.plan(admin, { changes: [{ op: 'put', document: next as never }] })
      expect(hazards).toMatchObject([
        { id: 'option.hide:deal.stage', severity: 'warn', rows: 1 },
        { id: 'option.replace:deal.stage.former', severity: 'info', rows: 1, samples: [{ title: 'A' }] },
      ])
      expect(hazards[1]?.message).toMatchObject({ 'zh-CN': '1 条记录的选项「旧阶段」将改为「洽谈」，撤销可恢复。' })
      const { revision } = await workshop.put(next)

      expect(await stages(workshop)).toEqual(['talk', 'talk', 'gone', null])
      expect((await workshop.records('deal')).map(({ version }) => version)).toEqual(versions)
      expect(await workshop.records('account')).toMatchObject([{ talks: 2 }])
      const [, second] = await workshop.records('deal')
      await engine.records.update(admin, 'deal', String(second?.['id']), { stage: 'lead' })
      await workshop.undo(revision)
      expect(await stages(workshop)).toEqual(['former', 'lead', 'gone', null])
      expect(await workshop.records('account')).toMatchObject([{ talks: 0 }])
    }))

  test('of several values become one; an unrelated change afterwards leaves them', () =>
    withWorkshop(async (workshop) => {
      await filled(workshop)
      await workshop.put(without(await workshop.object('deal'), 'tags', ['key'], { vip: ['key'] }))
      const tags = async (): Promise<unknown[]> => (await workshop.records('deal')).map((record) => record['tags'])
      expect((await tags()).slice(0, 2)).toEqual([['vip', 'web'], ['vip']])
      const object = await workshop.object('deal')
      await workshop.put({ ...object, label: '机会' })
      expect((await tags()).slice(0, 2)).toEqual([['vip', 'web'], ['vip']])
    }))

  test('do so one after the other, and both undone in turn bring the first back', () =>
    withWorkshop(async (workshop) => {
      await filled(workshop)
      const first = await workshop.put(
        without(await workshop.object('deal'), 'stage', ['former'], { lead: ['former'] }),
      )
      const second = await workshop.put(without(await workshop.object('deal'), 'stage', ['lead'], { gone: ['lead'] }))
      expect(await stages(workshop)).toEqual(['gone', 'talk', 'gone', null])
      await workshop.undo(second.revision)
      expect(await stages(workshop)).toEqual(['lead', 'talk', 'gone', null])
      await workshop.undo(first.revision)
      expect(await stages(workshop)).toEqual(['former', 'talk', 'gone', null])
    }))
})
