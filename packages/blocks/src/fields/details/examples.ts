import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { DetailsOptions } from './definition.js'

const id = '01900000-0000-7000-8000-00000000000a'

export const examples: FieldTypeExamples<DetailsOptions> = {
  doc: {
    'zh-CN':
      '在本记录的表单里填写的明细行，如报价单的产品行。每一行是子模块的一条记录，随本记录一起保存：写入时给出全部行，有 id 的修改，没有 id 的新建，不在其中的进入回收站；不写这个字段则不动。读单条记录时给出各行，列表里不给。',
    en: 'Lines that are filled in within the form of this record, such as the products of a quote. Each is a record of the child object and is saved with this one: send all lines; those with an id are changed, those without are made, those left out go to the bin. Left out altogether, the field stays as it is. A record that is read by itself has its lines, lists have not.',
  },
  optionDocs: {
    relation: {
      'zh-CN': '<子模块>.<子模块上指向本模块的查找字段>，如 quoteLine.quote。',
      en: '<child object>.<lookup on the child that points here>, such as quoteLine.quote.',
    },
    columns: {
      'zh-CN': '表格显示子模块的哪些字段，按此顺序；不写则全部显示。',
      en: 'Which fields of the child the table shows, in this order; all of them when absent.',
    },
  },
  options: { relation: 'visit.customer' },
  good: [{ value: [] }, { value: [{ id }] }, { value: [{ id }, { id: id.replace('a', 'b') }] }, { value: null }],
  bad: [
    { value: 3, code: 'field.type' },
    { value: '\u0000', code: 'field.type' },
    { value: '\ud800', code: 'field.type' },
    { value: '3'.repeat(100_001), code: 'field.type' },
    { value: [id], code: 'field.type' },
    { value: [{ id }, [{ id }]], code: 'field.type' },
    { value: { id }, code: 'field.type' },
    { value: Array.from({ length: 501 }, () => ({ id })), code: 'field.too_many' },
  ],
  cells: [{ cell: '3', code: 'field.read_only' }],
  badOptions: [
    {},
    { relation: 'visit' },
    { relation: 'visit.customer', columns: [] },
    { relation: 'visit.customer', columns: ['cost', 'cost'] },
    { relation: 'visit.customer', function: 'count' },
  ],
}
