import { expect, test } from '@jest/globals'
import type { ObjectDocument } from '@tessera/metadata'
import { objectModel } from '@/model/objects'
import { conditionInWords } from './in-words'

const deal = {
  kind: 'object',
  key: 'deal',
  id: 'object-deal',
  label: { 'zh-CN': '商机', en: 'Deal' },
  fields: [
    { key: 'closesOn', type: 'date', label: { 'zh-CN': '预计成交日期', en: 'Closes on' } },
    {
      key: 'stage',
      type: 'select',
      label: { 'zh-CN': '阶段', en: 'Stage' },
      options: [{ key: 'won', id: 'won', label: { 'zh-CN': '赢单', en: 'Won' } }],
    },
  ],
} as unknown as ObjectDocument
const objects = new Map([['deal', objectModel(deal)]])

test('a condition is said with what fields and options are called; what cannot be read is not said', () => {
  const inChinese = (text: string): string | undefined => conditionInWords(text, objects, 'deal', 'zh-CN')

  expect(inChinese('closesOn >= STARTOF(TODAY(), "month")')).toContain('预计成交日期')
  expect(inChinese('stage = "won"')).toContain('赢单')
  expect(inChinese('gone = 1')).toBeUndefined()
  expect(inChinese('closesOn >=')).toBeUndefined()
  expect(conditionInWords('closesOn >= TODAY()', objects, 'deal', 'en')).toContain('Closes on')
})
