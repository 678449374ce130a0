/** A template as small as one with everything in it can be: what tests of the format change one thing of. */

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

const both = (zh: string, en: string): object => ({ 'zh-CN': zh, en })

export const tinyManifest = {
  $schema: '../../packages/metadata/src/templates/schemas/manifest.schema.json',
  key: 'tiny',
  version: '1.0.0',
  title: both('最小的模板', 'A tiny template'),
  summary: both('两个模块、一个角色。', 'Two objects and a role.'),
  asks: [{ key: 'sales', type: 'user', label: both('销售', 'Salesperson') }],
}

export const tinyClient = {
  $schema: '../../../../packages/metadata/src/documents/schemas/object.schema.json',
  kind: 'object',
  key: 'client',
  label: both('客户', 'Client'),
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: both('名称', 'Name'), required: true },
    {
      key: 'level',
      type: 'select',
      label: both('级别', 'Level'),
      options: [
        { key: 'a', label: 'A' },
        { key: 'b', label: 'B' },
      ],
    },
    { key: 'parent', type: 'lookup', label: both('上级', 'Parent'), target: 'client', tree: true, onDelete: 'clear' },
    { key: 'calls', type: 'rollup', label: both('拜访数', 'Calls'), relation: 'call.client', function: 'count' },
  ],
  rules: [{ key: 'named', when: 'LEN(name) < 2', message: both('名称太短。', 'The name is too short.') }],
}

export const tinyCall = {
  kind: 'object',
  key: 'call',
  label: both('拜访', 'Call'),
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: both('主题', 'Subject'), required: true },
    { key: 'client', type: 'lookup', label: both('客户', 'Client'), target: 'client', onDelete: 'cascade' },
    { key: 'seller', type: 'user', label: both('销售', 'Seller') },
    { key: 'on', type: 'date', label: both('日期', 'Date') },
    { key: 'at', type: 'dateTime', label: both('时间', 'Time') },
    { key: 'about', type: 'anyLookup', label: both('相关', 'About'), targets: ['client', 'call'], onDelete: 'clear' },
    {
      key: 'tags',
      type: 'multiSelect',
      label: both('标签', 'Tags'),
      options: [{ key: 'hot', label: both('热', 'Hot') }],
    },
  ],
}

export const tinyRole = {
  kind: 'role',
  key: 'seller',
  label: both('销售', 'Seller'),
  grants: [
    { object: 'client', actions: ['read', 'create', 'change'], otherFields: 'write' },
    { object: 'call', actions: ['read', 'create', 'change'], rows: 'seller = me', otherFields: 'write' },
  ],
}

export const tinyView = {
  kind: 'view',
  key: 'calls',
  object: 'call',
  type: 'table',
  label: both('拜访', 'Calls'),
  fields: ['subject', 'client.name', 'on'],
  filter: 'client.level = "a"',
  sort: ['-on'],
}

export const tinyScenario = {
  key: 'call-a-client',
  label: both('销售可以记录拜访。', 'A seller can note a call.'),
  capabilities: [1],
  people: { lily: { roles: ['seller'] } },
  steps: [
    { create: 'client', as: 'acme', by: 'lily', values: { name: '上海云帆', level: 'a' } },
    {
      create: 'call',
      as: 'first',
      by: 'lily',
      values: { subject: '初访', client: '@acme', seller: '@lily', on: 'D+3' },
    },
    { expect: 'acme', values: { calls: '1' } },
    { count: 'call', by: 'lily', filter: 'subject = "初访"', is: 1 },
  ],
}

/** The files of the folder by their paths. */
export const tinyFiles: Readonly<Record<string, string>> = {
  'README.md': '# tiny\n',
  'template.json': json(tinyManifest),
  'documents/object/client.json': json(tinyClient),
  'documents/object/call.json': json(tinyCall),
  'documents/role/seller.json': json(tinyRole),
  'documents/view/calls.json': json(tinyView),
  'data/client.csv': '#,name,level,parent\nc1,上海云帆,a,\nc2,"苏州""远航""",B,c1\n',
  'data/call.csv':
    'subject,client,seller,on,at,about,tags\n初访,c1,ask.sales,D-30,D-30 14:20,client:c2,热\n回访,c2,me,2026-01-31,,c1,hot\n',
  'scenarios/call-a-client.json': json(tinyScenario),
}

/** The folder with one file said otherwise; undefined takes the file away. */
export function tinyWith(path: string, content: object | string | undefined): Readonly<Record<string, string>> {
  const { [path]: _before, ...others } = tinyFiles
  if (content === undefined) return others
  return { ...others, [path]: typeof content === 'string' ? content : json(content) }
}
