import { textsOf } from '@/app/i18n'

export const t = textsOf('lines', {
  'zh-CN': {
    none: '还没有明细。',
    add: '添加一行',
    addTo: '在「{name}」里添加一行',
    remove: '删除第 {n} 行',
    line: '第 {n} 行',
    actions: '操作',
    sum: '合计',
    required: '必填',
    most: '最多 {n} 行。',
    problem: '{name} 第 {n} 行：{message}',
    more: '查看全部 {n} 行',
  },
  en: {
    none: 'No lines yet.',
    add: 'Add line',
    addTo: 'Add line to {name}',
    remove: 'Remove line {n}',
    line: 'line {n}',
    actions: 'Actions',
    sum: 'Sum',
    required: 'Required',
    most: 'At most {n} lines.',
    problem: '{name}, line {n}: {message}',
    more: 'Show all {n} lines',
  },
})
