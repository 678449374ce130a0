import { either, type TypeGuide } from './guide-parts'

/** Guides of the types that point to records, in the order the gallery shows them. */
export const relationGuides: readonly (readonly [string, TypeGuide])[] = [
  [
    'lookup',
    {
      hint: { 'zh-CN': '关联另一模块的记录，如客户。', en: 'A record of another module.' },
      words: [
        '关联记录',
        '关联表单',
        '查找引用',
        '关联他表',
        '关联',
        '上级',
        '树',
        '层级',
        'relation',
        'reference',
        'parent',
        'tree',
      ],
      properties: { target: 'account' },
      example: either({ id: '1', title: '上海云帆科技' }, { id: '1', title: 'Cloudsail Ltd.' }),
    },
  ],
  [
    'anyLookup',
    {
      hint: { 'zh-CN': '几个模块之一的记录，如拜访对象。', en: 'A record of one of several modules.' },
      words: [
        '多态关联',
        '动态关联',
        '关联任意模块',
        '关联对象',
        '相关记录',
        'polymorphic',
        'regarding',
        'related to',
        'any object',
      ],
      properties: { targets: ['account', 'contact'] },
      example: either({ object: 'contact', id: '1', title: '李明' }, { object: 'contact', id: '1', title: 'Li Ming' }),
    },
  ],
  [
    'links',
    {
      hint: { 'zh-CN': '多条对多条，如联系人与项目。', en: 'Many with many, such as contacts and projects.' },
      words: ['多对多', '多选关联', '关联多条', '关联列表', 'many to many', 'junction', 'multi relation'],
      properties: { target: 'account' },
      example: either(
        [
          { id: '1', title: '二期扩建' },
          { id: '2', title: '年度维保' },
        ],
        [
          { id: '1', title: 'Phase two' },
          { id: '2', title: 'Maintenance' },
        ],
      ),
    },
  ],
  [
    'backlinks',
    {
      hint: { 'zh-CN': '多对多的另一侧，两边同步。', en: 'The other side of many with many, always in step.' },
      words: ['反向', '双向关联', '对方', 'inverse', 'two-way', 'back reference'],
      properties: { relation: 'account.links' },
      example: either([{ id: '1', title: '李明' }], [{ id: '1', title: 'Li Ming' }]),
    },
  ],
  [
    'details',
    {
      hint: { 'zh-CN': '表单里的明细行，如报价的产品。', en: 'Lines within the form, such as of a quote.' },
      words: ['子表', '子表单', '明细表', '行项目', '产品明细', '订单明细', 'sub-form', 'line items', 'lines'],
      example: () => [{ id: '1' }, { id: '2' }, { id: '3' }],
    },
  ],
]
