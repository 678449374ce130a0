import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import type { ObjectDocument } from '../documents/types.gen.js'
import type { WireDocument } from '../documents/document.js'
import { assignIds, type AssignIdsInput, type IdentifiedDocument } from './assign-ids.js'
import { createResolver } from './reference-resolver.js'
import { mapFormulas, toStoredDocument } from './to-stored-document.js'

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

const fresh: AssignIdsInput = { previous: undefined, isTaken: () => false, isOptionTaken: () => false, hash }

const visit = {
  kind: 'object',
  key: 'visit',
  label: '拜访',
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: '主题' },
    { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
    {
      key: 'status',
      type: 'select',
      label: '状态',
      options: [
        { key: 'planned', label: '计划' },
        { key: 'done', label: '完成' },
      ],
    },
  ],
  unique: [{ fields: ['customer', 'owner'] }],
  rules: [{ key: 'limit', when: 'status = "done"', field: 'customer', message: '不行' }],
} satisfies WireDocument

const account = {
  kind: 'object',
  key: 'account',
  label: '客户',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    {
      key: 'visits',
      type: 'rollup',
      label: '拜访数',
      relation: 'visit.customer',
      function: 'max',
      field: 'subject',
      filter: 'status = "done"',
    },
  ],
} satisfies WireDocument

const identified = (document: WireDocument, input: Partial<AssignIdsInput> = {}) =>
  assignIds(document, { ...fresh, ...input })

/** Id of a field by its key. */
function fieldId(document: IdentifiedDocument, key: string): string | undefined {
  return (document as ObjectDocument).fields.find((field) => field.key === key)?.id
}

describe('ids', () => {
  test('are the same for the same document, 12 characters, and an option takes its key', () => {
    const one = identified(visit)
    const other = identified(visit)

    expect(one).toEqual(other)
    expect(fieldId(one.document, 'subject')).toMatch(/^[0-9a-hjkmnp-tv-z]{12}$/)
    expect(JSON.stringify(one.document)).toContain('"id":"planned","key":"planned"')
    expect(one.problems).toEqual([])
  })

  test('stay when the document comes again without them', () => {
    const { document } = identified(visit)

    expect(identified(visit, { previous: document }).document).toEqual(document)
  })

  test('stay with a part that is renamed under its id, and the rename is told', () => {
    const { document: previous } = identified(visit)
    const status = fieldId(previous, 'status')
    const renamed = {
      ...visit,
      key: 'call',
      fields: [visit.fields[0], visit.fields[1], { ...visit.fields[2], id: status, key: 'state' }],
    } as WireDocument

    const { document, renames } = identified(renamed, { previous })

    expect(document.id).toBe(previous.id)
    expect(fieldId(document, 'state')).toBe(status)
    expect(renames).toEqual([
      { id: previous.id, from: 'visit', to: 'call', path: ['key'], parts: [] },
      { id: status, from: 'status', to: 'state', path: ['fields', 2, 'key'], parts: [] },
    ])
  })

  test('of a uniqueness stay when its fields are renamed', () => {
    const { document: previous } = identified(visit)
    const customer = { ...visit.fields[1], id: fieldId(previous, 'customer'), key: 'client' }
    const renamed = {
      ...visit,
      fields: [visit.fields[0], customer, visit.fields[2]],
      unique: [{ fields: ['client', 'owner'] }],
    }

    const { document } = identified(renamed as WireDocument, { previous })

    expect((document as ObjectDocument).unique?.[0]?.id).toBe((previous as ObjectDocument).unique?.[0]?.id)
  })

  test('of hidden parts are not given again', () => {
    const { document: first } = identified(visit)
    const gone = new Set([fieldId(first, 'subject')])

    const { document } = identified(visit, { isTaken: (id) => gone.has(id), isOptionTaken: (_, id) => id === 'done' })

    expect(fieldId(document, 'subject')).not.toBe(fieldId(first, 'subject'))
    expect(JSON.stringify(document)).toMatch(/"id":"done_[0-9a-z]{8}","key":"done"/)
  })

  test('of an option that was renamed are not given to a new option with its old key', () => {
    const { document: previous } = identified(visit)
    const options = [
      { id: 'planned', key: 'open', label: '开放' },
      { key: 'planned', label: '计划' },
    ]
    const changed = { ...visit, fields: [visit.fields[0], visit.fields[1], { ...visit.fields[2], options }] }

    const { document } = identified(changed as WireDocument, { previous })

    expect(JSON.stringify(document)).toMatch(/"id":"planned","key":"open".*"id":"planned_[0-9a-z]{8}","key":"planned"/)
  })

  test('that nothing knows are a problem, those of hidden parts are not', () => {
    const subject = { ...visit.fields[0], id: 'nobody' }
    const document = { ...visit, fields: [subject, visit.fields[1], visit.fields[2]] } as WireDocument

    expect(identified(document).problems).toMatchObject([{ path: '/fields/0/id', code: 'reference.unknown' }])
    expect(identified(document, { isHidden: (id) => id === 'nobody' }).problems).toEqual([])
  })

  test('of sections go by place, of layout items by field, of workflow nodes as the author says', () => {
    const layout: WireDocument = {
      kind: 'layout',
      key: 'page',
      object: 'visit',
      variant: 'page',
      sections: [
        { label: 'A', items: [{ field: 'subject' }, { field: 'status' }] },
        { label: 'B', items: [] },
      ],
    }
    const { document: previous } = identified(layout)
    const reordered: WireDocument = {
      ...layout,
      sections: [
        { label: 'A2', items: [{ field: 'status' }, { field: 'subject', span: 2 }] },
        { label: 'B', items: [] },
      ],
    }

    const { document } = identified(reordered, { previous })
    const [before, after] = [previous, document].map((each) => (each.kind === 'layout' ? each.sections : []))

    expect(after?.map(({ id }) => id)).toEqual(before?.map(({ id }) => id))
    expect(after?.[0]?.items.map(({ id }) => id)).toEqual(before?.[0]?.items.map(({ id }) => id).reverse())
  })
})

describe('the stored form', () => {
  const documents = [identified(visit).document, identified(account).document] as const
  const [visitWithIds, accountWithIds] = documents
  const resolver = createResolver({ stored: [], incoming: documents, fieldTypes: new Map() })

  test('has ids in place of keys wherever something is referred to', () => {
    const { document, problems } = toStoredDocument(visitWithIds, resolver)
    const customer = fieldId(visitWithIds, 'customer')

    expect(problems).toEqual([])
    expect(document).toMatchObject({
      titleField: fieldId(visitWithIds, 'subject'),
      fields: [{}, { target: accountWithIds.id }, {}],
      unique: [{ fields: [customer, 'owner'] }],
      rules: [{ field: customer, when: 'status = "done"' }],
    })
  })

  test('knows the child object of a roll-up', () => {
    const { document } = toStoredDocument(accountWithIds, resolver)

    expect(document.fields).toMatchObject([
      {},
      { relation: `${visitWithIds.id}.${fieldId(visitWithIds, 'customer')}`, field: fieldId(visitWithIds, 'subject') },
    ])
  })

  test('tells which object each formula is about', () => {
    const roots: (readonly [string, string | undefined])[] = []
    const { document } = toStoredDocument(accountWithIds, resolver)

    const stored = mapFormulas(document, (text, root, pointer) => {
      roots.push([pointer, root])
      return `${text} // stored`
    })

    expect(roots).toEqual([['/fields/1/filter', visitWithIds.id]])
    expect(stored.fields).toMatchObject([{}, { filter: 'status = "done" // stored' }])
  })

  test('follows paths over lookups in views, also against stored documents', () => {
    const view: WireDocument = {
      kind: 'view',
      key: 'all',
      object: 'visit',
      type: 'table',
      label: 'All',
      fields: ['subject', 'customer.name', 'customer.id'],
      sort: ['-customer.name', 'createdAt'],
    }
    const storedSet = documents.map((document) => toStoredDocument(document, resolver).document)
    const again = createResolver({ stored: storedSet, incoming: [], fieldTypes: new Map() })
    const withIds = identified(view).document
    const [subject, customer, name] = [
      fieldId(visitWithIds, 'subject'),
      fieldId(visitWithIds, 'customer'),
      fieldId(accountWithIds, 'name'),
    ]

    expect(toStoredDocument(withIds, again)).toMatchObject({
      document: {
        object: visitWithIds.id,
        fields: [subject, `${customer}.${name}`, `${customer}.id`],
        sort: [`-${customer}.${name}`, 'createdAt'],
      },
      problems: [],
    })
  })

  test.each([
    [{ ...visit, fields: [visit.fields[0], { ...visit.fields[1], target: 'acount' }] }, '/fields/1/target', 'account'],
    [
      { ...account, fields: [account.fields[0], { ...account.fields[1], relation: 'visits.customer' }] },
      '/fields/1/relation',
      'visit',
    ],
    [
      { ...account, fields: [account.fields[0], { ...account.fields[1], relation: 'visit.custommer' }] },
      '/fields/1/relation',
      'customer',
    ],
    [
      { ...account, fields: [account.fields[0], { ...account.fields[1], field: 'subjects' }] },
      '/fields/1/field',
      'subject',
    ],
  ])('reports a reference to nothing with its place and a proposal (%#)', (body, path, proposal) => {
    const { document } = identified(body as WireDocument)
    const [problem] = toStoredDocument(document, resolver).problems

    expect(problem).toMatchObject({ path, code: 'reference.unknown' })
    expect(JSON.stringify(problem?.message)).toContain(`Did you mean “${proposal}”?`)
  })
})
