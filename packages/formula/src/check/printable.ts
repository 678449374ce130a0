import type { LocalizedText } from '../types/formula-problem.js'
import type { FormulaType } from '../types/formula-type.js'

const printableKinds: ReadonlySet<string> = new Set([
  'number',
  'text',
  'boolean',
  'date',
  'datetime',
  'time',
  'option',
  'blank',
])

/** Whether `&` can turn values of this type into text. */
export function isPrintable(type: FormulaType): boolean {
  return printableKinds.has(type.kind)
}

/** What to write instead, for types that are not printable. */
export function printingProposal(type: FormulaType): LocalizedText {
  switch (type.kind) {
    case 'record':
    case 'anyRecord':
      return { 'zh-CN': '请用 TITLE(…) 取记录的标题。', en: 'Use TITLE(…) for the title of the record.' }
    case 'list':
      return { 'zh-CN': '请用 JOIN(…, "、") 连接列表。', en: 'Use JOIN(…, ", ") to join the list.' }
    default:
      return {
        'zh-CN': '请先除以一个时长得到数字，例如 `x / DURATION(1, "hours")`。',
        en: 'Divide it by a duration to get a number, for example `x / DURATION(1, "hours")`.',
      }
  }
}
