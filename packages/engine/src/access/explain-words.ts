import { localize } from '@tessera/metadata'
import type { Locale, Localized, Texts } from '@tessera/metadata'
import type { OwnerScope, RecordAction } from './access.js'
import type { FieldLevel } from './role-documents.js'

/** What explanations are said with: the same words as on the page of roles. */
export const actionWords: Readonly<Record<RecordAction, Texts>> = {
  read: { 'zh-CN': '查看', en: 'read' },
  create: { 'zh-CN': '新建', en: 'create' },
  change: { 'zh-CN': '修改', en: 'change' },
  delete: { 'zh-CN': '删除', en: 'delete' },
  transfer: { 'zh-CN': '转移', en: 'transfer' },
  import: { 'zh-CN': '导入', en: 'import' },
  export: { 'zh-CN': '导出', en: 'export' },
  share: { 'zh-CN': '共享', en: 'share' },
  print: { 'zh-CN': '打印', en: 'print' },
}

export const scopeWords: Readonly<Record<OwnerScope, Texts>> = {
  own: { 'zh-CN': '本人的', en: 'own' },
  subordinates: { 'zh-CN': '本人及下属的', en: 'own and subordinates’' },
  department: { 'zh-CN': '本部门的', en: 'own departments’' },
  departmentTree: { 'zh-CN': '本部门及下级部门的', en: 'own departments’ and below' },
  all: { 'zh-CN': '全部', en: 'all' },
}

export const levelWords: Readonly<Record<FieldLevel, Texts>> = {
  none: { 'zh-CN': '不可见', en: 'hidden' },
  masked: { 'zh-CN': '部分可见', en: 'masked' },
  read: { 'zh-CN': '只读', en: 'read-only' },
  write: { 'zh-CN': '可写', en: 'written' },
}

/** Says things in one language. */
export class Words {
  constructor(readonly locale: Locale) {}

  say(zh: string, en: string): string {
    return this.locale === 'en' ? en : zh
  }

  label(text: Localized): string {
    return localize(text, this.locale)
  }

  action(action: RecordAction): string {
    return this.label(actionWords[action])
  }

  scope(scope: OwnerScope): string {
    return this.label(scopeWords[scope])
  }
}
