import type { Capability, Localized, WireDocument, WorkflowDocument } from '@tessera/metadata'
import type { RouteLocationRaw } from 'vue-router'
import type { ObjectModel } from '@/model/objects'
import { findRank } from '../find-rank'

/** Something of the configuration that can be found and opened. */
export interface Findable {
  readonly id: string
  readonly group: 'module' | 'field' | 'workflow' | 'layout'
  readonly label: Localized
  /** What it belongs to. */
  readonly of?: Localized
  readonly icon: string
  readonly objectKey: string
  /** Words it goes by besides its label, words of other products among them. */
  readonly names: readonly string[]
  /** Only people with this right find it. */
  readonly needs?: Capability
  readonly to: RouteLocationRaw
}

/** What newcomers call our things; experience.md 5.2. */
const aliases = {
  module: ['模块', '表单', '工作表', '对象', '数据表', 'Object', 'Module', 'Table', 'Worksheet'],
  workflow: ['自动化', '工作流', '智能助手', '集成&自动化', 'Flow', 'Workflow', 'Automation'],
  stages: ['阶段与推进', '状态流转', '流程阶段', 'Blueprint', 'Path', 'Stage', 'Pipeline'],
  layout: ['布局', '表单设计', '页面', 'Layout', 'Form', 'Page'],
} as const

const typeAliases: Readonly<Record<string, readonly string[]>> = {
  lookup: ['关联记录', '关联表单', '查找引用', '关联他表', 'Lookup', 'Relation'],
  links: ['多对多', '关联多条', '多选关联', 'Many to many', 'Links'],
  anyLookup: ['多态关联', '动态关联', '关联任意模块', 'Polymorphic', 'Any object'],
  user: ['人员', '成员', 'User', 'Person'],
  autoNumber: ['自动编号', '流水号', 'Auto number'],
  formula: ['公式', '计算', 'Formula', 'VLOOKUP'],
  rollup: ['汇总', 'Rollup', 'Roll-up', 'SUMIF', '统计'],
  select: ['单选', '下拉', '状态流转', 'Select', 'Dropdown'],
  multiSelect: ['多选', 'Multi-select'],
  tags: ['标签', 'Tags', 'Labels'],
}

/** Everything of the configuration that search goes through. */
export function findables(
  objects: ReadonlyMap<string, ObjectModel>,
  documents: readonly WireDocument[],
): readonly Findable[] {
  const own = [...objects.values()].filter(({ isSystem }) => !isSystem)
  const workflows = documents.filter((one): one is WorkflowDocument => one.kind === 'workflow')
  return [
    organisation,
    market,
    ...protection,
    ...own.map((object) => moduleOf(object)),
    ...own.map((object) => stagesOf(object)),
    ...own.flatMap((object) =>
      object.fields.filter(({ isSystem }) => !isSystem).map((field) => fieldOf(object, field)),
    ),
    ...workflows.map((flow): Findable => {
      const object = objects.get(flow.object ?? '')
      return {
        ...{
          id: `workflow/${flow.key}`,
          group: 'workflow',
          label: flow.label,
          icon: 'workflow',
          objectKey: flow.object ?? '',
        },
        ...(object === undefined ? {} : { of: object.label }),
        names: [...textsOfLabel(flow.label), flow.key, ...aliases.workflow],
        to: { name: 'studio.flow', params: { flow: flow.key } },
      }
    }),
    ...documents.flatMap((one): Findable[] => {
      const object = one.kind === 'layout' ? objects.get(one.object) : undefined
      if (one.kind !== 'layout' || object === undefined) return []
      return [
        {
          ...{
            id: `layout/${one.key}`,
            group: 'layout',
            label: one.label ?? one.key,
            of: object.label,
            icon: 'layout-list',
          },
          objectKey: one.object,
          names: [...textsOfLabel(one.label ?? one.key), one.key, ...aliases.layout],
          to: { name: 'studio.layout', params: { object: one.object, layout: one.key } },
        },
      ]
    }),
  ]
}

/** Departments and people: no document, and still something administrators look for. */
const organisation: Findable = {
  ...{ id: 'page/org', group: 'module', icon: 'users', objectKey: 'user' },
  label: { 'zh-CN': '组织与成员', en: 'Organisation' },
  names: [
    '组织',
    '组织架构',
    '通讯录',
    '部门',
    '成员',
    '人员',
    '员工',
    '用户',
    'Organisation',
    'People',
    'Users',
    'Members',
    'Departments',
  ],
  to: { name: 'studio.org' },
}

/** Templates: ready-made modules, and packing one's own. */
const market: Findable = {
  ...{ id: 'page/templates', group: 'module', icon: 'store', objectKey: '', needs: 'templates' },
  label: { 'zh-CN': '模板', en: 'Templates' },
  names: [
    '模板',
    '模板中心',
    '应用市场',
    '应用中心',
    '安装包',
    '解决方案',
    '行业方案',
    'Templates',
    'Market',
    'Marketplace',
    'App store',
    'AppExchange',
    'Packages',
    'Solutions',
  ],
  to: { name: 'studio.templates' },
}

/** Pages about who did what, and what must not be seen. */
const protection: readonly Findable[] = [
  {
    ...{ id: 'page/audit', group: 'module', icon: 'shield-check', objectKey: '' },
    label: { 'zh-CN': '审计日志', en: 'Audit log' },
    names: ['审计', '审计日志', '操作日志', '登录日志', '日志', 'Audit', 'Audit log', 'Activity', 'Logins'],
    to: { name: 'studio.audit' },
  },
  {
    ...{ id: 'page/secrets', group: 'module', icon: 'key', objectKey: '' },
    label: { 'zh-CN': '密钥', en: 'Secrets' },
    names: ['密钥', '凭证', '凭据', '令牌', 'Secrets', 'Credentials', 'API keys', 'Tokens'],
    to: { name: 'studio.secrets' },
  },
]

function moduleOf(object: ObjectModel): Findable {
  return {
    ...{ id: `module/${object.key}`, group: 'module', label: object.label, icon: object.icon, objectKey: object.key },
    names: [...textsOfLabel(object.label), object.key, ...aliases.module],
    to: { name: 'studio.fields', params: { object: object.key } },
  }
}

function stagesOf(object: ObjectModel): Findable {
  return {
    ...{
      id: `stages/${object.key}`,
      group: 'module',
      label: { 'zh-CN': '阶段与推进', en: 'Stages' },
      icon: 'git-branch',
    },
    of: object.label,
    objectKey: object.key,
    names: aliases.stages,
    to: { name: 'studio.stages', params: { object: object.key } },
  }
}

function fieldOf(object: ObjectModel, field: ObjectModel['fields'][number]): Findable {
  return {
    ...{
      id: `field/${object.key}.${field.key}`,
      group: 'field',
      label: field.label,
      of: object.label,
      objectKey: object.key,
    },
    icon: object.icon,
    names: [...textsOfLabel(field.label), field.key, ...(typeAliases[field.type] ?? [])],
    to: { name: 'studio.fields', params: { object: object.key }, query: { field: field.key } },
  }
}

function textsOfLabel(label: Localized): readonly string[] {
  return typeof label === 'string' ? [label] : Object.values(label)
}

/** The best finds for what is typed, best first. Names of things count before the words they are also called by. */
export function findIn(items: readonly Findable[], typed: string, most = 30): readonly Findable[] {
  if (typed.trim() === '') return []
  return items
    .flatMap((item) => {
      const own = findRank(typed, textsOfLabel(item.label))
      const rank = own ?? findRank(typed, item.names)
      return rank === undefined ? [] : [{ item, rank: own === undefined ? rank + 10 : rank }]
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ item }) => item)
}
