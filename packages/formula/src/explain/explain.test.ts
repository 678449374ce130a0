import { expect, test } from '@jest/globals'
import { scope } from '../agreement/world.testing.js'
import { compile } from '../compile.js'
import type { Expression } from '../types/expression.js'
import { explain } from './explain.js'

const labels = {
  field: (id: string) =>
    ({ 'deal.n1': '金额', 'deal.d1': '日期', 'deal.customer': '客户', 'customer.o1': '级别' })[id] ?? id,
}

test.each([
  [
    'n1 * (1 - 0.1) >= 10000 and customer.o1 in ["new", "won"]',
    '（金额 × （1 − 0.1））不小于 10000，并且客户的级别是以下之一：NEW、WON',
  ],
  ['n1 = blank or not (n1 > 1)', '金额为空，或者并非（金额大于 1）'],
  ['CHANGED(n1) and old.n1 = 5', '金额有变化，并且修改前的金额等于 5'],
  [
    'd1 >= STARTOF(TODAY(), "month") and d1 <= ENDOF(TODAY(), "year")',
    '日期不早于本月第一天，并且日期不晚于今年最后一天',
  ],
  ['d1 < TODAY() + 7 or d1 > TODAY() - 1', '日期早于今天 + 7 天，或者日期晚于今天 − 1 天'],
  ['d1 = "2026-01-31" or STARTOF(d1, "quarter") = d1', '日期是 2026-01-31，或者日期所在季度第一天是日期'],
  ['not (customer.o1 in ["new", "won"])', '客户的级别不是以下任何一个：NEW、WON'],
  ['IF(n1 > 1, "多", "少")', '如果金额大于 1，则“多”，否则“少”'],
])('%s is said in Chinese', (text, said) => {
  expect(explain(compile(text, scope).expression as Expression, 'zh-CN', labels)).toBe(said)
})

test('the same in English, with paths from the end', () => {
  const { expression } = compile('customer.o1 <> "won" and ROUND(n1, 2) < 3', scope)
  const english = {
    field: (id: string) => ({ 'deal.n1': 'amount', 'deal.customer': 'customer', 'customer.o1': 'level' })[id] ?? id,
  }

  expect(explain(expression as Expression, 'en', english)).toBe(
    'level of customer is not WON and ROUND(amount, 2) is less than 3',
  )
})

test('days and times are earlier or later in English, and options are called as the reader calls them', () => {
  const said = (text: string): string =>
    explain(compile(text, scope).expression as Expression, 'en', {
      field: (id) => id,
      option: (field, option) => (option === 'new' ? `${field}: brand-new` : undefined),
    })

  expect(said('d1 >= STARTOF(TODAY(), "week") and d1 < TODAY() + 1')).toBe(
    'deal.d1 is no earlier than the first day of this week and deal.d1 is before today + 1 day',
  )
  expect(said('not (o1 in ["new", "lost"])')).toBe('deal.o1 is none of deal.o1: brand-new, LOST')
})
