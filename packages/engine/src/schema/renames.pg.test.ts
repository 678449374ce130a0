import { expect, test } from '@jest/globals'
import type { Change } from '@tessera/metadata'
import { testAdmin as admin, withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'

const task = {
  kind: 'object',
  key: 'chore',
  label: '任务',
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: '主题' },
    { key: 'hours', type: 'number', label: '工时' },
    {
      key: 'status',
      type: 'select',
      label: '状态',
      default: '"todo"',
      options: [
        { key: 'todo', label: '待办' },
        { key: 'done', label: '完成' },
      ],
    },
    { key: 'cost', type: 'formula', label: '成本', formula: 'IF(status = "done", hours * 100, 0)' },
  ],
  rules: [{ key: 'no-hours', when: 'status = "done" and ISBLANK(hours)', field: 'hours', message: '请填写工时' }],
}

type Document = typeof task

async function republish({ engine }: TestEngine, edit: (document: Document) => void): Promise<void> {
  const { document } = await engine.documents.get(admin, 'object', 'chore')
  const copy = structuredClone(document) as unknown as Document
  edit(copy)
  const accept = [
    'key.renamed:chore.hours',
    'key.renamed:chore.status',
    'key.renamed:chore.status.todo',
    'key.renamed:chore.status.done',
  ]
  const plan = await engine.changes.plan(admin, { changes: [{ op: 'put', document: copy } as unknown as Change] })
  await engine.changes.publish(admin, {
    changes: [{ op: 'put', document: copy } as unknown as Change],
    accept: [...accept, ...plan.hazards.map(({ id }) => id)],
  })
}

test('renamed fields and options keep their values, and every formula, rule and default follows', () =>
  withEngine('renames', [task], async (app) => {
    const { engine } = app
    const first = await engine.records.create(admin, 'chore', { subject: 'a', hours: 2, status: 'done' })

    await republish(app, (document) => {
      document.fields[1]!.key = 'effort'
      document.fields[2]!.key = 'state'
      document.fields[2]!.options![0]!.key = 'open'
      document.fields[2]!.options![1]!.key = 'closed'
      // The person sends the texts as they were read: they still name the old keys of the base.
      delete (document as { rules?: unknown }).rules
      Object.assign(document.fields[3]!, { formula: 'IF(state = "closed", effort * 100, 0)' })
      document.fields[2]!.default = '"open"'
    })

    expect(JSON.parse((await engine.records.get(admin, 'chore', first.id)).json)).toMatchObject({
      effort: 2,
      state: 'closed',
      cost: 200,
    })
    const second = await engine.records.create(admin, 'chore', { subject: 'b' })
    expect(JSON.parse(second.json)).toMatchObject({ state: 'open', cost: 0 })
    const { entries } = await engine.records.history(admin, 'chore', first.id, {})
    expect(entries[0]?.changes.find(({ field }) => field === 'state')).toMatchObject({ to: 'closed' })
  }))

test('a rename alone leaves formulas, rules and defaults of the stored document in step', () =>
  withEngine('renames', [task], async (app) => {
    const { engine } = app
    const { document } = await engine.documents.get(admin, 'object', 'chore')
    const fields = (
      document as unknown as { fields: { key: string; options?: { key: string; id: string }[]; default?: string }[] }
    ).fields
    const rename = structuredClone(document) as unknown as { fields: typeof fields }
    rename.fields[2]!.options![0]!.key = 'open'
    rename.fields[2]!.default = '"open"'
    const changes = [{ op: 'put', document: rename } as unknown as Change]
    const { hazards } = await engine.changes.plan(admin, { changes })
    await engine.changes.publish(admin, { changes, accept: hazards.map(({ id }) => id) })

    const after = (await engine.documents.get(admin, 'object', 'chore')).document as unknown as typeof rename
    expect(after.fields[2]!.default).toBe('"open"')
    expect(after.fields[2]!.options![0]!.id).toBe(fields[2]!.options![0]!.id)
    // A document that another person read before the rename still means the same option.
    const stale = structuredClone(document) as unknown as Record<string, unknown>
    const head = await engine.documents.revision(admin)
    const published = await engine.changes.publish(admin, {
      base: head - 1,
      changes: [{ op: 'put', document: { ...stale, label: '工作' } } as unknown as Change],
    })
    expect(published.revision).toBe(head + 1)
    const merged = (await engine.documents.get(admin, 'object', 'chore')).document as unknown as typeof rename & {
      label: string
    }
    expect([merged.label, merged.fields[2]!.default, merged.fields[2]!.options![0]!.key]).toEqual([
      '工作',
      '"open"',
      'open',
    ])
  }))
