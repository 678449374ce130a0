import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

/** The core compiles TITLE(x) itself, with the titles its host knows; what stands here is the blank it falls back to. */
export const title = defineFunction({
  name: 'TITLE',
  group: 'record',
  doc: { 'zh-CN': '记录的标题；没有记录时为空。', en: 'The title of a record; blank without a record.' },
  overloads: [{ args: ['record'], gives: 'text' }],
  evaluate: ([id], env, [type]) => (type?.kind === 'record' ? env.title(type.object, String(id)) : null),
  sql: () => sql`NULL::text`,
  examples: [
    { text: 'TITLE(customer)', gives: 'Tessera' },
    { text: 'TITLE(customer) & "!"', gives: 'Tessera!' },
    { text: 'TITLE(blank)', gives: null },
  ],
})
