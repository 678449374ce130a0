import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

/** The core reads AS(x, object) as one step of a path; what stands here is its documentation. */
export const as = defineFunction({
  name: 'AS',
  group: 'record',
  doc: {
    'zh-CN': '“任意关联”字段里的记录，限于一个模块：`AS(related, customer).name`；没有记录或是其他模块的记录时为空。',
    en: 'The record in a field that looks up several objects, if it is one of this object: `AS(related, customer).name`; blank without one, and for records of others.',
  },
  overloads: [{ args: ['anyRecord', 'object'], gives: 'any' }],
  blanks: 'own',
  evaluate: ([id]) => id ?? null,
  sql: ([id]) => id ?? sql`NULL::uuid`,
  examples: [
    { text: 'TITLE(AS(related, customer))', gives: 'Tessera' },
    { text: 'ISBLANK(AS(related, supplier))', gives: true },
    { text: 'AS(related, customer) = customer', gives: true },
    { text: 'related = customer', gives: true },
    { text: 'RECORDID(AS(related, supplier))', gives: null },
  ],
})
