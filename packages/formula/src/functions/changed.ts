import { equalValues } from '../evaluate/equal-values.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

/** The core compiles CHANGED(x) itself, as x <> old.x; `evaluate` and `sql` here take both values. */
export const changed = defineFunction({
  name: 'CHANGED',
  group: 'record',
  doc: {
    'zh-CN': '字段的值在这次修改中变了时为 true；只能用在有修改的地方。',
    en: 'True when a field is being changed; only where there is a change.',
  },
  overloads: [{ args: ['any'], gives: 'boolean' }],
  blanks: 'own',
  needsOld: true,
  evaluate: ([now, old]) => !equalValues(now ?? null, old ?? null),
  sql: ([now, old]) => sql`(${now!} IS DISTINCT FROM ${old!})`,
  examples: [
    { text: 'CHANGED(stage)', gives: true },
    { text: 'CHANGED(stage) and old.stage = "quote"', gives: true },
    { text: 'CHANGED(amount)', gives: false },
    { text: 'CHANGED(closedOn)', gives: false },
  ],
})
