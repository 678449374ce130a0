import { expect, test } from '@jest/globals'
import type { TemplatePlan } from '@tessera/metadata'
import { testAdmin, withEngine } from '../engine.testing.js'
import type { Engine } from '../contract.js'
import { crm, firstDocuments } from './crm.testing.js'
import { carryOut, configurationText, customise, edited, member, undo, without } from './sales.testing.js'
import type { DraftDocument, Json } from './sales.testing.js'

type Of = (name: string) => DraftDocument
type Parts = (string | number | Json)[]

const list = (owner: object, name: string): Parts => (owner as Record<string, Parts>)[name] as Parts
const add = (owner: object, name: string, part: string | Json, at?: number): void =>
  void list(owner, name).splice(at ?? list(owner, name).length, 0, part)
const move = (owner: object, name: string, from: number, to: number): void => {
  const [part] = list(owner, name).splice(from, 1)
  if (part !== undefined) list(owner, name).splice(to, 0, part)
}
const keys = (owner: object, name: string): unknown[] =>
  list(owner, name).map((part) => (typeof part === 'object' ? (part.key ?? part.field ?? part.option) : part))
const field = (of: Of, object: string, key: string): Json => member(of(`object/${object}`), 'fields', key)
const part = (owner: object, name: string, at: number): Json => list(owner, name)[at] as Json

interface Customisation {
  /** What somebody did. */
  readonly name: string
  edit(of: Of): void
  /** What must be so after the upgrade, where conflicts were decided for the customer. */
  kept(of: Of): readonly [found: unknown, expected: unknown]
}

const customisations: readonly Customisation[] = [
  // What the second version touches, too:
  {
    name: 'the account is called otherwise',
    edit: (of) => void (of('object/account').label = '客户与伙伴'),
    kept: (of) => [of('object/account').label, '客户与伙伴'],
  },
  {
    name: 'the level has another key, which formulas and lists follow',
    edit: (of) => void (field(of, 'account', 'level').key = 'grade'),
    kept: (of) => [keys(of('view/accountAll'), 'fields').includes('grade'), true],
  },
  {
    name: 'the level has another label',
    edit: (of) => void (field(of, 'account', 'grade').label = '等级'),
    kept: (of) => [field(of, 'account', 'grade').label, '等级'],
  },
  {
    name: 'an option has another label',
    edit: (of) => void (member(field(of, 'account', 'grade'), 'options', 'b').label = '重要'),
    kept: (of) => [member(field(of, 'account', 'grade'), 'options', 'b').label, '重要'],
  },
  {
    name: 'an option is gone',
    edit: (of) => {
      without(field(of, 'account', 'grade'), 'options', 'c')
      of('view/accountAll').filter = 'grade <> "b"'
    },
    kept: (of) => [keys(field(of, 'account', 'grade'), 'options').includes('c'), false],
  },
  {
    name: 'an option of one’s own',
    edit: (of) => add(field(of, 'account', 'grade'), 'options', { key: 'x', label: '超' }),
    kept: (of) => [keys(field(of, 'account', 'grade'), 'options').includes('x'), true],
  },
  {
    name: 'the industry is chosen from a list',
    edit: (of) => {
      const { id, key, label } = field(of, 'account', 'industry')
      const chosen = { id, key, label, type: 'select', options: [{ key: 'it', label: 'IT' }] }
      list(of('object/account'), 'fields')[keys(of('object/account'), 'fields').indexOf('industry')] = chosen
    },
    kept: (of) => [field(of, 'account', 'industry'), expect.objectContaining({ type: 'select' })],
  },
  {
    name: 'the phone is required',
    edit: (of) => void (field(of, 'account', 'phone').required = true),
    kept: (of) => [field(of, 'account', 'phone').required, true],
  },
  {
    name: 'the website is gone, also from the form',
    edit: (of) => {
      without(of('object/account'), 'fields', 'website')
      without(part(of('layout/accountForm'), 'sections', 0), 'items', 'website')
    },
    kept: (of) => [keys(of('object/account'), 'fields').includes('website'), false],
  },
  {
    name: 'a field of one’s own, whose key the template takes later',
    edit: (of) => add(of('object/account'), 'fields', { key: 'region', type: 'text', label: '我的大区' }),
    kept: (of) => [field(of, 'account', 'region').label, '我的大区'],
  },
  {
    name: 'the score is computed otherwise',
    edit: (of) => void (field(of, 'account', 'score').formula = 'revenue * 3'),
    kept: (of) => [field(of, 'account', 'score').formula, 'revenue * 3'],
  },
  {
    name: 'a rule says it in other words',
    edit: (of) => void (part(of('object/account'), 'rules', 0).message = '换一个名称'),
    kept: (of) => [part(of('object/account'), 'rules', 0).message, '换一个名称'],
  },
  {
    name: 'the e-mail has another label',
    edit: (of) => void (field(of, 'contact', 'email').label = '工作邮箱'),
    kept: (of) => [field(of, 'contact', 'email').label, '工作邮箱'],
  },
  {
    name: 'the duty has another key',
    edit: (of) => void (field(of, 'contact', 'duty').key = 'jobTitle'),
    kept: (of) => [keys(of('view/contactAll'), 'fields').includes('jobTitle'), true],
  },
  {
    name: 'options stand in another order',
    edit: (of) => move(field(of, 'contact', 'role'), 'options', 1, 0),
    kept: (of) => [keys(field(of, 'contact', 'role'), 'options').filter((key) => key !== 'boss'), ['buyer', 'user']],
  },
  {
    name: 'a lead may stay seven days',
    edit: (of) => void (part(part(of('object/deal'), 'stages', 0), 'steps', 0).days = 7),
    kept: (of) => [part(part(of('object/deal'), 'stages', 0), 'steps', 0).days, 7],
  },
  {
    name: 'a lead may be won at once',
    edit: (of) => add(part(part(of('object/deal'), 'stages', 0), 'steps', 0), 'moves', 'won'),
    kept: (of) => [list(part(part(of('object/deal'), 'stages', 0), 'steps', 0), 'moves').includes('won'), true],
  },
  {
    name: 'a quote needs one field more',
    edit: (of) => add(part(part(of('object/deal'), 'stages', 0), 'steps', 1), 'required', 'closeOn'),
    kept: (of) => [
      [...list(part(part(of('object/deal'), 'stages', 0), 'steps', 1), 'required')].sort(),
      ['amount', 'dueOn', 'reason'],
    ],
  },
  {
    name: 'the day of closing is required',
    edit: (of) => void (field(of, 'deal', 'closeOn').required = true),
    kept: (of) => [field(of, 'deal', 'dueOn').required, true],
  },
  {
    name: 'a list shows one column more',
    edit: (of) => add(of('view/accountAll'), 'fields', 'revenue', 1),
    kept: (of) => [list(of('view/accountAll'), 'fields')[1], 'revenue'],
  },
  {
    name: 'a list is filtered otherwise',
    edit: (of) => void (of('view/accountAll').filter = 'grade <> "b" and revenue > 10'),
    kept: (of) => [of('view/accountAll').filter, 'grade <> "b" and revenue > 10'],
  },
  {
    name: 'a list is sorted otherwise',
    edit: (of) => void (of('view/dealAll').sort = ['name']),
    kept: (of) => [of('view/dealAll').sort, ['name']],
  },
  {
    name: 'columns stand in another order',
    edit: (of) => move(of('view/dealWon'), 'fields', 2, 0),
    kept: (of) => [list(of('view/dealWon'), 'fields'), ['account', 'name', 'dueOn']],
  },
  {
    name: 'a list has another label',
    edit: (of) => void (of('view/contactAll').label = '通讯录'),
    kept: (of) => [of('view/contactAll').label, '通讯录'],
  },
  {
    name: 'a section of a form has another label',
    edit: (of) => void (part(of('layout/accountForm'), 'sections', 0).label = '概况'),
    kept: (of) => [part(of('layout/accountForm'), 'sections', 0).label, '概况'],
  },
  {
    name: 'a field stands in another section of the form',
    edit: (of) => {
      without(part(of('layout/accountForm'), 'sections', 0), 'items', 'phone')
      add(part(of('layout/accountForm'), 'sections', 1), 'items', { field: 'phone' }, 0)
    },
    kept: (of) => [
      [0, 1].map((at) => keys(part(of('layout/accountForm'), 'sections', at), 'items').includes('phone')),
      [false, true],
    ],
  },
  {
    name: 'a reason is asked for in another case',
    edit: (of) => {
      member(part(of('layout/dealForm'), 'sections', 0), 'items', 'reason').visibleWhen = 'stage <> "won"'
    },
    kept: (of) => [member(part(of('layout/dealForm'), 'sections', 0), 'items', 'reason').visibleWhen, 'stage <> "won"'],
  },
  {
    name: 'a menu entry has another label',
    edit: (of) => void (part(of('menu/crm'), 'entries', 1).label = '通讯录'),
    kept: (of) => [
      list(of('menu/crm'), 'entries').map((entry) => (entry as Json).label),
      expect.arrayContaining(['通讯录']),
    ],
  },
  {
    name: 'a menu entry of one’s own',
    edit: (of) => add(of('menu/crm'), 'entries', { label: '帮助', url: 'https://example.com/help' }),
    kept: (of) => [(list(of('menu/crm'), 'entries').at(-1) as Json).label, '帮助'],
  },
  {
    name: 'a role may do one thing more',
    edit: (of) => add(part(of('role/seller'), 'grants', 0), 'actions', 'delete'),
    kept: (of) => [
      [...list(part(of('role/seller'), 'grants', 0), 'actions')].sort(),
      ['change', 'create', 'delete', 'read'],
    ],
  },
  {
    name: 'a workflow is switched off',
    edit: (of) => void (of('workflow/welcome').active = false),
    kept: (of) => [of('workflow/welcome').active, false],
  },
  // What the second version leaves alone:
  {
    name: 'a field stands at another place',
    edit: (of) => move(of('object/account'), 'fields', keys(of('object/account'), 'fields').indexOf('note'), 1),
    kept: (of) => [keys(of('object/account'), 'fields')[1], 'note'],
  },
  {
    name: 'a rule of one’s own',
    edit: (of) => add(of('object/account'), 'rules', { key: 'mine', when: 'revenue < 0', message: '不能为负' }),
    kept: (of) => [keys(of('object/account'), 'rules'), ['no-test', 'mine']],
  },
  {
    name: 'the revenue is explained',
    edit: (of) => void (field(of, 'account', 'revenue').help = '万元'),
    kept: (of) => [field(of, 'account', 'revenue').help, '万元'],
  },
  {
    name: 'a uniqueness of one’s own',
    edit: (of) => void (of('object/contact').unique = [{ fields: ['name', 'account'] }]),
    kept: (of) => [of('object/contact').unique, [expect.objectContaining({ fields: ['name', 'account'] })]],
  },
  {
    name: 'the weighted amount is computed otherwise',
    edit: (of) => void (field(of, 'deal', 'weighted').formula = 'amount * chance * 2'),
    kept: (of) => [field(of, 'deal', 'weighted').formula, 'amount * chance * 2'],
  },
  {
    name: 'a rule is gone',
    edit: (of) => without(of('object/deal'), 'rules', 'reason-needed'),
    kept: (of) => [keys(of('object/deal'), 'rules'), ['positive']],
  },
  {
    name: 'a field is gone from a form',
    edit: (of) => without(part(of('layout/accountForm'), 'sections', 0), 'items', 'industry'),
    kept: (of) => [keys(part(of('layout/accountForm'), 'sections', 0), 'items'), ['name', 'grade', 'region2']],
  },
  {
    name: 'a form has one column',
    edit: (of) => void (part(of('layout/contactForm'), 'sections', 0).columns = 1),
    kept: (of) => [part(of('layout/contactForm'), 'sections', 0).columns, 1],
  },
  {
    name: 'a role does not see the revenue',
    edit: (of) => void (part(of('role/seller'), 'grants', 0).fields = [{ field: 'revenue', access: 'none' }]),
    kept: (of) => [keys(part(of('role/seller'), 'grants', 0), 'fields'), ['revenue']],
  },
]

/** Documents of the customer's own, made and taken away. */
const ownView = {
  kind: 'view',
  key: 'mine',
  object: 'account',
  type: 'table',
  label: '我的',
  fields: ['name', 'grade'],
}
const ownChanges = [
  { op: 'put', document: ownView as never },
  { op: 'delete', kind: 'view', key: 'accountKey' },
] as const

const second = crm(
  '2.0.0',
  [
    ...edited(firstDocuments, (of) => {
      of('object/account').label = '客户档案'
      field(of, 'account', 'level').label = '客户级别'
      member(field(of, 'account', 'level'), 'options', 'b').color = 'blue'
      member(field(of, 'account', 'level'), 'options', 'c').label = '一般'
      add(field(of, 'account', 'level'), 'options', { key: 'd', label: '丁' })
      field(of, 'account', 'industry').maxLength = 100
      field(of, 'account', 'phone').label = '总机'
      field(of, 'account', 'website').help = '首页'
      field(of, 'account', 'score').formula = 'revenue * 4'
      part(of('object/account'), 'rules', 0).when = 'name = "test" or name = "x"'
      add(of('object/account'), 'fields', { key: 'region', type: 'text', label: '大区' })
      without(of('object/contact'), 'fields', 'email')
      without(of('object/contact'), 'fields', 'birthday')
      without(of('object/contact'), 'fields', 'fax')
      without(part(of('layout/contactForm'), 'sections', 0), 'items', 'fax')
      field(of, 'contact', 'duty').key = 'position'
      of('view/contactAll').key = 'gone'
      add(field(of, 'contact', 'role'), 'options', { key: 'boss', label: '决策人' })
      member(part(of('layout/contactForm'), 'sections', 0), 'items', 'duty').field = 'position'
      const [lead, quote] = list(part(of('object/deal'), 'stages', 0), 'steps') as [Json, Json]
      lead.probability = 0.2
      add(quote, 'required', 'reason')
      quote.criteria = [{ key: 'big', formula: 'amount > 100', field: 'amount', message: '太小' }]
      field(of, 'deal', 'closeOn').key = 'dueOn'
      of('view/dealWon').fields = ['name', 'account', 'dueOn']
      add(of('view/accountAll'), 'fields', 'since')
      of('view/accountAll').filter = 'level <> "b" and ISBLANK(parent)'
      of('view/accountKey').label = '重点客户'
      add(of('view/dealAll'), 'fields', 'chance')
      add(part(of('layout/accountForm'), 'sections', 0), 'items', { field: 'region' })
      member(part(of('layout/accountForm'), 'sections', 0), 'items', 'phone').visibleWhen = 'level = "a"'
      member(part(of('layout/dealForm'), 'sections', 0), 'items', 'reason').visibleWhen = 'stage = "lost" or amount = 0'
      add(of('menu/crm'), 'entries', { label: '拜访', object: 'visit' }, 0)
      add(part(of('role/seller'), 'grants', 0), 'actions', 'change')
      part(of('workflow/welcome'), 'nodes', 0).config = { to: ['owner'], title: '"欢迎 " & name' }
    }).filter(({ key }) => key !== 'gone'),
    { kind: 'object', key: 'visit', label: '拜访', fields: [{ key: 'subject', type: 'text', label: '主题' }] },
  ],
  { formerKeys: { 'object/contact/fields/position': 'duty', 'object/deal/fields/dueOn': 'closeOn' } },
)

const conflicts = [
  expect.stringMatching(/^layout\/dealForm\/sections\/\w+\/items\/reason:visibleWhen$/),
  'object/account/fields/grade:label',
  'object/account/fields/score:formula',
  'object/account:label',
  'object/contact/fields/email:',
  'object/contact/fields/jobTitle:key',
  'view/accountAll:filter',
  'view/contactAll:',
]

async function documentsOf(engine: Engine): Promise<Of> {
  const { documents } = await engine.documents.list(testAdmin, {})
  return (name) => {
    const found = documents.find(({ kind, key }) => `${kind}/${key}` === name)
    if (found === undefined) throw new Error(`there is no ${name}`)
    return found as unknown as DraftDocument
  }
}

/** The template in its first version, as the customer has it. */
const withCustomised = (body: (engine: Engine, text: () => Promise<string>) => Promise<void>): Promise<void> =>
  withEngine('templates', [], async ({ engine, pool }) => {
    await carryOut(engine, { action: 'install', package: crm('1.0.0', firstDocuments) })
    await engine.records.create(testAdmin, 'contact', { name: '韩梅', birthday: '1990-01-01' })
    for (const { edit } of customisations) await customise(engine, edit)
    await customise(engine, () => undefined, ownChanges)
    await body(engine, () => configurationText(pool))
  })

const planOf = (engine: Engine, decisions = {}): Promise<TemplatePlan> =>
  engine.templates.plan(testAdmin, { action: 'upgrade', key: 'crm', package: second, request: { decisions } })

test('forty customisations: none is lost, every true conflict is asked and nothing else, decisions count both ways, and undo returns to the byte', () =>
  withCustomised(async (engine, text) => {
    expect(customisations.length).toBeGreaterThanOrEqual(40)
    const before = await text()
    const plan = await planOf(engine)
    expect(plan.conflicts.map(({ id }) => id).sort()).toEqual(conflicts)
    expect(plan.left).toEqual([])
    const decisions = Object.fromEntries(plan.conflicts.map(({ id }) => [id, 'mine' as const]))
    const { revision } = await carryOut(engine, { action: 'upgrade', package: second, request: { decisions } })

    const of = await documentsOf(engine)
    for (const { name, kept } of customisations) {
      const [found, expected] = kept(of)
      expect([name, found]).toEqual([name, expected])
    }
    expect(of('view/mine')).toMatchObject({ fields: ['name', 'grade'] })
    expect(() => of('view/accountKey')).toThrow()
    // What the template alone changed has moved.
    expect(field(of, 'account', 'phone').label).toBe('总机')
    expect(member(field(of, 'account', 'grade'), 'options', 'b').color).toBe('blue')
    expect(keys(field(of, 'account', 'grade'), 'options')).toEqual(['a', 'b', 'x', 'd'])
    expect(field(of, 'account', 'region2').label).toBe('大区')
    expect(part(of('object/account'), 'rules', 0).when).toBe('name = "test" or name = "x"')
    expect(keys(of('object/contact'), 'fields')).toEqual(['name', 'account', 'email', 'jobTitle', 'birthday', 'role'])
    expect(keys(field(of, 'contact', 'role'), 'options')).toEqual(['buyer', 'boss', 'user'])
    expect(list(of('view/accountAll'), 'fields')).toEqual(['name', 'revenue', 'grade', 'industry', 'phone', 'since'])
    expect(part(part(of('object/deal'), 'stages', 0), 'steps', 1)).toMatchObject({ criteria: [{ key: 'big' }] })
    expect(part(of('menu/crm'), 'entries', 0)).toMatchObject({ label: '拜访', object: 'visit' })
    expect(part(of('workflow/welcome'), 'nodes', 0)).toMatchObject({ config: { title: '"欢迎 " & name' } })

    await undo(engine, revision)
    expect(await text()).toBe(before)
    await decidedOtherwise(engine, text)
  }))

/** The same upgrade, with every conflict decided for the template. */
async function decidedOtherwise(engine: Engine, text: () => Promise<string>): Promise<void> {
  const before = await text()
  const { conflicts: asked } = await planOf(engine)
  const decisions = Object.fromEntries(asked.map(({ id }) => [id, 'theirs' as const]))
  const { revision } = await carryOut(engine, { action: 'upgrade', package: second, request: { decisions } })
  const of = await documentsOf(engine)
  expect(of('object/account').label).toBe('客户档案')
  expect(field(of, 'account', 'grade').label).toBe('客户级别')
  expect(field(of, 'account', 'score').formula).toBe('revenue * 4')
  expect(keys(of('object/contact'), 'fields')).toEqual(['name', 'account', 'position', 'birthday', 'role'])
  expect(of('view/accountAll').filter).toBe('grade <> "b" and ISBLANK(parent)')
  expect(() => of('view/contactAll')).toThrow()
  const undecided = customisations.filter(
    ({ name }) =>
      !/called otherwise|level has another label|score|e-mail|duty|filtered|a list has another label|reason is asked/.test(
        name,
      ),
  )
  for (const { name, kept } of undecided) {
    const [found, expected] = kept(of)
    expect([name, found]).toEqual([name, expected])
  }
  const upgraded = await text()
  const undone = await undo(engine, revision)
  expect(await text()).toBe(before)
  await undo(engine, undone)
  expect(await text()).toBe(upgraded)
}
