import { describe, expect, test } from '@jest/globals'
import type { ObjectDocument } from '@tessera/metadata'
import { cellText, gridColumns, withCell } from './grid-cells'
import { fillDown, pasteFields } from './paste-fields'
import { parseHeaders } from './parse-headers'
import { parseTable, toTable } from './parse-table'

const device: ObjectDocument = {
  kind: 'object',
  key: 'device',
  label: '设备',
  titleField: 'name',
  fields: [{ key: 'name', type: 'text', label: '名称', required: true }],
}
const none = new Map()
const paste = (text: string, row = 1, column = 0, object = device) =>
  pasteFields(object, { row, column }, text, none, 'zh-CN')
const typesOf = ({ fields }: ObjectDocument) => fields.map(({ label, type }) => `${String(label)} ${type}`)

describe('pasting into the grid of fields', () => {
  test('a row of headings becomes fields with guessed types', () => {
    const { object, added } = paste('型号\t购买日期\t采购价格\t状态\t负责人')

    expect(added).toBe(5)
    expect(typesOf(object).slice(1)).toEqual([
      '型号 text',
      '购买日期 date',
      '采购价格 currency',
      '状态 select',
      '负责人 user',
    ])
    expect(new Set(object.fields.map(({ key }) => key)).size).toBe(6)
  })

  test('a column of headings too, and headings separated by 、', () => {
    expect(typesOf(paste('型号\n数量\n').object).slice(1)).toEqual(['型号 text', '数量 number'])
    expect(typesOf(paste('型号、数量').object).slice(1)).toEqual(['型号 text', '数量 number'])
  })

  test('values below the headings say what the headings do not', () => {
    const { object } = paste('代号\t首检\t等级\t金额\n7\t2026-01-31\t甲\t面议\n12\t2026-02-03\t乙\t面议')

    expect(typesOf(object).slice(1)).toEqual(['代号 number', '首检 date', '等级 select', '金额 text'])
    expect(object.fields[3]?.options).toMatchObject([{ label: '甲' }, { label: '乙' }])
  })

  test('a block with types is rows of this grid, and goes over what is there', () => {
    const block = '名字\t单行文本\t是\t\t\t写全称\n流水\t自动编号\t\t\t\t'
    const { object, added, refused } = paste(block, 0)

    expect([added, refused]).toEqual([1, []])
    expect(object.fields).toMatchObject([
      { key: 'name', label: '名字', type: 'text', required: true, help: '写全称' },
      { label: '流水', type: 'autoNumber' },
    ])
  })

  test('cells that cannot take their text are named, the others are taken', () => {
    const { object, refused } = paste('数量\t数字\t是\t是\t很多\t件数')

    expect(refused).toEqual([{ row: 1, column: 'default', problem: 'number' }])
    expect(object.fields[1]).toMatchObject({ type: 'number', required: true, help: '件数' })
    expect(object.unique).toEqual([{ fields: [object.fields[1]?.key] }])
  })

  test('what is copied is pasted the same', () => {
    const from = paste('型号\n数量\n状态').object
    const rows = from.fields.map((field) => gridColumns.map((column) => cellText(from, field, column, 'zh-CN')))
    const { object } = paste(toTable(rows), 0)

    expect(typesOf(object)).toEqual(typesOf(from))
  })

  test('filling down takes what the first row has, but no names', () => {
    const from = paste('型号\n数量\n状态').object
    const filled = fillDown(
      from,
      { from: 0, to: 3 },
      { from: 0, to: 2 },
      (row, column) => cellText(from, from.fields[row]!, column, 'zh-CN'),
      none,
      'zh-CN',
    )

    expect(typesOf(filled)).toEqual(['名称 text', '型号 text', '数量 text', '状态 text'])
    expect(filled.fields.every(({ required }) => required === true)).toBe(true)
  })
})

describe('cells', () => {
  test('a name cannot be blank, and computed fields take no default', () => {
    expect(withCell(device, 'name', 'label', ' ', none, 'zh-CN')).toEqual({ problem: 'blank' })
    const computed = { ...device, fields: [{ key: 'n', type: 'formula', label: 'n', formula: '1' }] }
    expect(withCell(computed, 'n', 'default', '5', none, 'zh-CN')).toEqual({ problem: 'computed' })
    expect(withCell(computed, 'n', 'required', '是', none, 'zh-CN')).toEqual({ problem: 'computed' })
  })
})

describe('copied tables', () => {
  test('keep tabs, quotes and line breaks inside cells', () => {
    const rows = [
      ['a\tb', 'say "hi"'],
      ['two\nlines', ''],
    ]

    expect(parseTable(toTable(rows))).toEqual(rows)
    expect(parseTable('x\r\ny\r\n\r\n')).toEqual([['x'], ['y']])
  })

  test('repeated headings are numbered, blank ones left out', () => {
    expect(parseHeaders('日期\t\t日期\n1\t2\t3').map(({ label }) => label)).toEqual(['日期', '日期 2'])
  })
})
