import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

export const isMobile = defineFunction({
  name: 'ISMOBILE',
  group: 'china',
  doc: {
    'zh-CN': '是中国大陆手机号（11 位，1 开头，第二位 3 到 9）时为 true。',
    en: 'True for a mobile number of mainland China: 11 digits, the first 1, the second 3 to 9.',
  },
  overloads: [{ args: ['text'], gives: 'boolean' }],
  blanks: 'own',
  evaluate: ([text]) => /^1[3-9][0-9]{9}$/.test(String(text ?? '')),
  sql: ([text]) => sql`(COALESCE(${text!}, '') ~ '^1[3-9][0-9]{9}$')`,
  examples: [
    { text: 'ISMOBILE("13800138000")', gives: true },
    { text: 'ISMOBILE("12800138000")', gives: false },
    { text: 'ISMOBILE("138 0013 8000")', gives: false },
    { text: 'ISMOBILE(blank)', gives: false },
  ],
})
