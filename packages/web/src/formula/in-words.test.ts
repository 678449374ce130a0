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

  expect(inChinese('closesOn >= STARTOF(TODAY(), "month")')).toBe('预计成交日期不早于本月第一天')
  expect(inChinese('not (stage in ["won"])')).toBe('阶段不是以下任何一个：赢单')
  expect(inChinese('gone = 1')).toBeUndefined()
  expect(inChinese('closesOn >=')).toBeUndefined()
  expect(conditionInWords('stage = "won" and closesOn < TODAY()', objects, 'deal', 'en')).toBe(
    'Stage is Won and Closes on is before today',
  )
})
