import { describe, expect, test } from '@jest/globals'
import { fieldProblemOf, localize, type Localized } from '@tessera/metadata'
import { definition as cascader } from '../fields/cascader/definition.js'
import { definition as select } from '../fields/select/definition.js'

const both = (zh: string, en: string): Localized => ({ 'zh-CN': zh, en })
const status = [
  { key: 'planned', label: both('计划中', 'Planned') },
  { key: 'visited', label: both('已拜访', 'Visited') },
  { key: 'off', label: both('已取消', 'Cancelled') },
]
const many = Array.from({ length: 9 }, (_, n) => ({ key: `${'abcdefghi'[n] ?? ''}${n}`, label: `第 ${n} 类` }))
const regions = [
  { key: 'east', label: both('华东', 'East') },
  { key: 'shanghai', label: both('上海', 'Shanghai'), depth: 1 },
  { key: 'suzhou', label: both('苏州', 'Suzhou'), depth: 1 },
]

/** What is said to somebody who wrote a value into a field, or a cell of a table. */
function said(
  type: typeof select | typeof cascader,
  options: readonly object[],
  { value, cell }: { value?: string; cell?: string },
): readonly string[] {
  const field = { id: 'f1', key: 'status', options: { options } } as never
  const result = cell === undefined ? type.parse(value, field) : type.importText?.(cell, field)
  if (result === undefined || !('problem' in result)) throw new Error('nothing was refused')
  const { message } = fieldProblemOf('status', result.problem, both('状态', 'Status'))
  return [localize(message, 'zh-CN'), localize(message, 'en')]
}

describe('whoever names an option that does not exist', () => {
  test('is told the nearest one by its label, with the key that clients write', () => {
    const told = [
      '「状态」没有选项「plannd」。您是不是想选「计划中」（planned）？',
      '“Status” has no option “plannd”. Did you mean “Planned” (planned)?',
    ]

    expect(said(select, status, { value: 'plannd' })).toEqual(told)
    expect(said(select, status, { value: '计划中' })[0]).toContain('您是不是想选「计划中」（planned）？')
    expect(said(select, status, { cell: '已拜仿' })[0]).toContain('您是不是想选「已拜访」（visited）？')
  })

  test('is told what there is where none is near, a few of many', () => {
    expect(said(select, status, { cell: '作废' })).toEqual([
      '「状态」没有选项「作废」。可选：「计划中」（planned）、「已拜访」（visited）、「已取消」（off）。',
      '“Status” has no option “作废”. There are “Planned” (planned), “Visited” (visited), “Cancelled” (off).',
    ])
    expect(said(select, many, { cell: '其他的' })[0]).toMatch(/「第 5 类」（f5）等 9 项。$/)
    expect(said(select, many, { cell: '其他的' })[1]).toMatch(/“第 5 类” \(f5\) and 3 more\.$/)
    expect(said(select, [{ key: '高', label: '高' }], { cell: '作废' })[0]).toMatch(/可选：「高」。$/)
    expect(said(select, [], { cell: '作废' })[0]).toMatch(/它没有可选的选项。$/)
  })

  test('is shown only options of a tree that may be chosen', () => {
    expect(said(cascader, regions, { value: 'beijing' })).toEqual([
      '「状态」没有选项「beijing」。可选：「上海」（shanghai）、「苏州」（suzhou）。',
      '“Status” has no option “beijing”. There are “Shanghai” (shanghai), “Suzhou” (suzhou).',
    ])
  })
})
