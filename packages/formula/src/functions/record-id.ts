import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const recordId = defineFunction({
  name: 'RECORDID',
  group: 'record',
  doc: {
    'zh-CN': '记录的 id（文本），例如把相关记录记在任务上；没有记录时为空。',
    en: 'The id of a record as text, for example to note the related record on a task; blank without a record.',
  },
  overloads: [{ args: ['record'], gives: 'text' }],
  evaluate: ([id]) => String(id),
  sql: ([id]) => sql`(${id!})::text`,
  examples: [
    { text: 'RECORDID(customer)', gives: '00000000-0000-4000-8000-000000000001' },
    { text: '"/device/" & RECORDID(customer)', gives: '/device/00000000-0000-4000-8000-000000000001' },
    { text: 'RECORDID(blank)', gives: null },
  ],
})
