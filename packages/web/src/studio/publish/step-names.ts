import type { Localized, StepKind } from '@tessera/metadata'

/** What the steps of a plan are called. */
export const stepNames: Readonly<Record<StepKind, Localized>> = {
  createObject: { 'zh-CN': '建立模块', en: 'Make module' },
  hideObject: { 'zh-CN': '移除模块（保留 60 天）', en: 'Remove module (kept for 60 days)' },
  restoreObject: { 'zh-CN': '恢复模块', en: 'Restore module' },
  addField: { 'zh-CN': '添加字段', en: 'Add field' },
  hideField: { 'zh-CN': '移除字段（保留 60 天）', en: 'Remove field (kept for 60 days)' },
  restoreField: { 'zh-CN': '恢复字段', en: 'Restore field' },
  changeType: { 'zh-CN': '更换类型', en: 'Change type' },
  changeTargets: { 'zh-CN': '调整可关联的模块', en: 'Change objects it points to' },
  setRequired: { 'zh-CN': '设为必填', en: 'Make required' },
  addUnique: { 'zh-CN': '建立唯一约束', en: 'Make unique' },
  dropUnique: { 'zh-CN': '取消唯一约束', en: 'No longer unique' },
  addIndex: { 'zh-CN': '建立索引', en: 'Build index' },
  convert: { 'zh-CN': '转换数据', en: 'Convert values' },
  backfill: { 'zh-CN': '填充数据', en: 'Fill values' },
  fillSearch: { 'zh-CN': '整理搜索内容', en: 'Prepare search' },
  metadata: { 'zh-CN': '更新配置', en: 'Update settings' },
}
