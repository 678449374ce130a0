import { expect, test } from '@jest/globals'
import { testAdmin, testNobody, withEngine } from '../engine.testing.js'
import {
  carryOut,
  configurationText,
  customise,
  edited,
  member,
  templatePackage,
  undo,
  without,
} from './sales.testing.js'
import type { DraftDocument } from './sales.testing.js'

const account = {
  kind: 'object',
  key: 'account',
  label: '客户',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    {
      key: 'level',
      type: 'select',
      label: '级别',
      options: [
        { key: 'a', label: '甲' },
        { key: 'b', label: '乙' },
      ],
    },
    { key: 'important', type: 'formula', label: '重要', formula: 'level = "a"' },
  ],
}
const view = {
  kind: 'view',
  key: 'accounts',
  object: 'account',
  type: 'table',
  label: '客户',
  fields: ['name', 'level'],
  filter: 'level = "a"',
}
const menu = { kind: 'menu', key: 'sales', label: '销售', entries: [{ view: 'accounts' }, { object: 'account' }] }
const first = [account, view, menu]
const sales = templatePackage('sales', '1.0.0', first)

test('a template is installed as one revision, can be undone, and undone again', () =>
  withEngine('templates', [], async ({ engine, pool }) => {
    const before = await configurationText(pool)
    const { revision, plan } = await carryOut(engine, { action: 'install', package: sales })
    expect(plan).toMatchObject({ action: 'install', from: null, to: '1.0.0', taken: [] })
    expect(await engine.templates.installed(testAdmin)).toMatchObject([{ key: 'sales', version: '1.0.0', revision }])
    await engine.records.create(testAdmin, 'account', { name: '云帆', level: 'a' })
    const installed = await configurationText(pool)

    const undone = await undo(engine, revision)
    expect(await configurationText(pool)).toBe(before)
    expect(await engine.templates.installed(testAdmin)).toEqual([])

    await undo(engine, undone)
    expect(await configurationText(pool)).toBe(installed)
    expect(await engine.templates.installed(testAdmin)).toMatchObject([{ key: 'sales', version: '1.0.0' }])
    const page = await engine.records.query(testAdmin, 'account', { fields: ['name', 'important'] })
    expect(JSON.parse(page.recordsJson)).toMatchObject([{ name: '云帆', important: true }])
  }))

test('install and uninstall leave the documents as they were', () =>
  withEngine('templates', [], async ({ engine, pool }) => {
    const before = await configurationText(pool)
    await carryOut(engine, { action: 'install', package: sales })
    const { plan } = await carryOut(engine, { action: 'uninstall', key: 'sales' })
    expect(plan).toMatchObject({ action: 'uninstall', from: '1.0.0', to: null })
    expect(await configurationText(pool)).toBe(before)
    expect(await engine.templates.installed(testAdmin)).toEqual([])
  }))

/** The customer calls the level otherwise. */
function rename(object: DraftDocument): void {
  member(object, 'fields', 'level').key = 'grade'
  member(object, 'fields', 'important').formula = 'grade = "a"'
}

const mine = {
  kind: 'object',
  key: 'account',
  label: '我的客户',
  fields: [
    {
      key: 'level',
      type: 'select',
      label: '我的级别',
      options: [
        { key: 'x', label: '超' },
        { key: 'a', label: '好' },
      ],
    },
    { key: 'name', type: 'text', label: '名字', required: true },
    { key: 'size', type: 'number', label: '规模' },
  ],
}

test('a key that is taken: both are kept, and formulas and references of the template mean its own', () =>
  withEngine('templates-mine', [mine], async ({ engine, pool }) => {
    const before = await configurationText(pool)
    const { plan } = await carryOut(engine, { action: 'install', package: sales })
    expect(plan.taken).toEqual([
      { kind: 'object', key: 'account', label: '客户', mine: '我的客户', instead: 'account2' },
    ])
    const theirs = (await engine.documents.get(testAdmin, 'view', 'accounts')).document
    expect(theirs).toMatchObject({ object: 'account2', filter: 'level = "a"' })
    expect(plan.plan.hazards).toMatchObject([{ id: 'template.key_taken:account', severity: 'info' }])
    await carryOut(engine, { action: 'uninstall', key: 'sales' })
    expect(await configurationText(pool)).toBe(before)
  }))

test('a key that is taken: part of mine keeps what is mine, and gives back what came', () =>
  withEngine('templates-mine', [mine], async ({ engine, pool }) => {
    const before = await configurationText(pool)
    await carryOut(engine, { action: 'install', package: sales, request: { taken: { 'object/account': 'mine' } } })
    const { document } = await engine.documents.get(testAdmin, 'object', 'account')
    expect(document).toMatchObject({
      label: '我的客户',
      fields: [
        {
          key: 'level',
          label: '我的级别',
          options: [{ key: 'x' }, { key: 'a', label: '好' }, { key: 'b', label: '乙' }],
        },
        { key: 'name', label: '名字', required: true },
        { key: 'size' },
        { key: 'important', formula: 'level = "a"' },
      ],
    })
    await carryOut(engine, { action: 'uninstall', key: 'sales' })
    expect(await configurationText(pool)).toBe(before)
  }))

test('an upgrade moves what only the template changed and keeps what only the customer changed', () =>
  withEngine('templates', [], async ({ engine, pool }) => {
    await carryOut(engine, { action: 'install', package: sales })
    await customise(engine, (of) => {
      rename(of('object/account'))
      of('object/account').label = '伙伴'
    })
    const second = templatePackage(
      'sales',
      '1.1.0',
      edited(first, (of) => {
        const fields = of('object/account').fields as object[]
        fields.push({ key: 'phone', type: 'phone', label: '电话' })
        member(of('object/account'), 'fields', 'important').formula = 'level = "a" and not ISBLANK(phone)'
        ;(of('menu/sales').entries as object[]).unshift({ label: '新的', object: 'account' })
        of('view/accounts').label = '全部客户'
      }),
    )
    const before = await configurationText(pool)
    const { plan, revision } = await carryOut(engine, { action: 'upgrade', package: second })
    expect(plan.conflicts).toEqual([])
    expect(plan.kept.map(({ key, part, property }) => `${key} ${part} ${property}`)).toEqual([
      'account  label',
      'account fields/grade key',
    ])
    expect(plan.moved.map(({ key, part, property }) => `${key} ${part} ${property}`)).toEqual([
      'account fields/important formula',
      'account fields/phone ',
      'accounts  label',
      expect.stringMatching(/^sales entries\/\w+ $/),
      'sales entries position',
    ])
    const after = (await engine.documents.get(testAdmin, 'object', 'account')).document
    expect(after).toMatchObject({
      label: '伙伴',
      fields: [{ key: 'name' }, { key: 'grade' }, { formula: 'grade = "a" and not ISBLANK(phone)' }, { key: 'phone' }],
    })
    expect((await engine.documents.get(testAdmin, 'menu', 'sales')).document).toMatchObject({
      entries: [{ label: '新的' }, { view: 'accounts' }, { object: 'account' }],
    })
    await undo(engine, revision)
    expect(await configurationText(pool)).toBe(before)
    expect(await engine.templates.installed(testAdmin)).toMatchObject([{ key: 'sales', version: '1.0.0' }])
  }))

test('what both changed must be decided, and goes as it was decided', () =>
  withEngine('templates', [], async ({ engine }) => {
    await carryOut(engine, { action: 'install', package: sales })
    await customise(engine, (of) => void (member(of('object/account'), 'fields', 'level').label = '等级'))
    const second = templatePackage(
      'sales',
      '1.1.0',
      edited(first, (of) => void (member(of('object/account'), 'fields', 'level').label = '客户级别')),
    )
    const id = 'object/account/fields/level:label'
    const order = { action: 'upgrade', key: 'sales', package: second } as const
    const refused = await engine.templates
      .carryOut(testAdmin, { ...order, request: {} })
      .catch((error: unknown) => error)
    expect(refused).toMatchObject({
      code: 'template.undecided',
      plan: { conflicts: [{ id, base: '级别', mine: '等级', theirs: '客户级别', label: '等级' }] },
    })
    await engine.templates.carryOut(testAdmin, { ...order, request: { decisions: { [id]: 'theirs' } } })
    const after = (await engine.documents.get(testAdmin, 'object', 'account')).document
    expect(after).toMatchObject({ fields: [{}, { label: '客户级别' }, {}] })
  }))

test('a template extends what another one brought, and holds it', () =>
  withEngine('templates', [], async ({ engine, pool }) => {
    const factory = templatePackage(
      'factory',
      '1.0.0',
      [
        {
          kind: 'object',
          key: 'account',
          label: '客户',
          fields: [
            { key: 'line', type: 'text', label: '产线' },
            { key: 'both', type: 'formula', label: '两者', formula: 'line & TEXT(level)' },
          ],
        },
        { kind: 'view', key: 'lines', object: 'account', type: 'table', label: '产线', fields: ['name', 'line'] },
        { kind: 'menu', key: 'sales', label: '销售', entries: [{ view: 'lines' }, { object: 'account' }] },
      ],
      { needs: [{ key: 'sales', version: '1.0.0' }] },
    )
    await expect(carryOut(engine, { action: 'install', package: factory })).rejects.toMatchObject({
      code: 'template.needs',
    })
    await carryOut(engine, { action: 'install', package: sales })
    await customise(engine, (of) => rename(of('object/account')))
    const before = await configurationText(pool)

    await carryOut(engine, { action: 'install', package: factory })
    expect((await engine.documents.get(testAdmin, 'object', 'account')).document).toMatchObject({
      fields: [
        { key: 'name' },
        { key: 'grade' },
        { key: 'important' },
        { key: 'line' },
        { formula: 'line & TEXT(grade)' },
      ],
    })
    const { document } = await engine.documents.get(testAdmin, 'menu', 'sales')
    expect(document).toMatchObject({ entries: [{ view: 'accounts' }, { object: 'account' }, { view: 'lines' }] })
    await expect(carryOut(engine, { action: 'uninstall', key: 'sales' })).rejects.toMatchObject({
      code: 'template.needed',
    })
    await carryOut(engine, { action: 'uninstall', key: 'factory' })
    expect(await configurationText(pool)).toBe(before)
  }))

test('what does not go: twice, backwards, without rights, broken', () =>
  withEngine('templates', [], async ({ engine }) => {
    const order = { action: 'install', key: 'sales', package: sales, request: {} } as const
    await expect(engine.templates.carryOut(testNobody, order)).rejects.toMatchObject({ code: 'access.denied' })
    await expect(engine.templates.plan(testNobody, order)).rejects.toMatchObject({ code: 'access.denied' })
    await expect(engine.templates.plan(testAdmin, { ...order, action: 'upgrade' })).rejects.toMatchObject({
      code: 'template.not_installed',
    })
    const broken = templatePackage('sales', '1.0.0', [account, { ...view, filter: 'levle = "a"' }, menu])
    await expect(engine.templates.carryOut(testAdmin, { ...order, package: broken })).rejects.toMatchObject({
      code: 'template.invalid',
      errors: [{ path: '/documents/1/filter' }],
    })
    await engine.templates.carryOut(testAdmin, order)
    await expect(engine.templates.carryOut(testAdmin, order)).rejects.toMatchObject({ code: 'template.installed' })
    await expect(engine.templates.plan(testAdmin, { ...order, action: 'upgrade' })).rejects.toMatchObject({
      code: 'template.not_newer',
    })
  }))

test('a document that does not check any more stays as it is, is told, and goes along with a later version', () =>
  withEngine('templates', [], async ({ engine, pool }) => {
    await carryOut(engine, { action: 'install', package: sales })
    await customise(engine, (of) => {
      without(of('object/account'), 'fields', 'level')
      without(of('object/account'), 'fields', 'important')
      of('view/accounts').fields = ['name']
      of('view/accounts').filter = 'LEN(name) > 1'
    })
    const broken = edited(first, (of) => {
      of('object/account').label = '伙伴'
      of('view/accounts').sort = ['level']
      of('view/accounts').label = '全部'
    })
    const { plan } = await carryOut(engine, { action: 'upgrade', package: templatePackage('sales', '1.1.0', broken) })
    expect(plan.left).toMatchObject([
      {
        kind: 'view',
        key: 'accounts',
        problems: [{ code: 'reference.deleted', message: { en: expect.stringContaining('“级别”') } }],
      },
    ])
    expect((await engine.documents.get(testAdmin, 'object', 'account')).document).toMatchObject({ label: '伙伴' })
    expect((await engine.documents.get(testAdmin, 'view', 'accounts')).document).toMatchObject({ label: '客户' })

    const mended = edited(broken, (of) => void (of('view/accounts').sort = ['name']))
    await carryOut(engine, { action: 'upgrade', package: templatePackage('sales', '1.2.0', mended) })
    expect((await engine.documents.get(testAdmin, 'view', 'accounts')).document).toMatchObject({
      label: '全部',
      sort: ['name'],
      filter: 'LEN(name) > 1',
    })
    expect(await configurationText(pool)).toContain('"version": "1.2.0"')
  }))

test('a field that the customer uses stays when the template drops it, and a new version may begin to extend another template', () =>
  withEngine('templates', [], async ({ engine, pool }) => {
    await carryOut(engine, { action: 'install', package: sales })
    const own = { kind: 'object', key: 'depot', label: '仓库', fields: [{ key: 'name', type: 'text', label: '名称' }] }
    const needs = [{ key: 'sales', version: '1.0.0' }] as const
    await carryOut(engine, { action: 'install', package: templatePackage('factory', '1.0.0', [own], { needs }) })
    await customise(engine, () => undefined, [
      { op: 'put', document: { ...view, key: 'mine', fields: ['level'], filter: 'important' } as never },
    ])
    const smaller = edited(first, (of) => {
      without(of('object/account'), 'fields', 'level')
      without(of('object/account'), 'fields', 'important')
      of('view/accounts').fields = ['name']
      of('view/accounts').filter = 'LEN(name) > 1'
    })
    await carryOut(engine, { action: 'upgrade', package: templatePackage('sales', '1.1.0', smaller) })
    const { document } = await engine.documents.get(testAdmin, 'object', 'account')
    expect(document).toMatchObject({ fields: [{ key: 'name' }, { key: 'level' }, { key: 'important' }] })

    const before = await engine.documents.get(testAdmin, 'object', 'account')
    const more = { ...account, fields: [{ key: 'line', type: 'text', label: '产线' }] }
    const extending = templatePackage('factory', '1.1.0', [own, more], { needs })
    const { plan } = await carryOut(engine, { action: 'upgrade', package: extending })
    expect(plan).toMatchObject({ conflicts: [], kept: [], moved: [{ key: 'account', part: 'fields/line' }] })
    await carryOut(engine, { action: 'uninstall', key: 'factory' })
    expect((await engine.documents.get(testAdmin, 'object', 'account')).document).toEqual(before.document)
    expect(await configurationText(pool)).not.toContain('depot')
  }))
