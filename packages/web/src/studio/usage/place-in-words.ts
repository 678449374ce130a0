import type { Localized } from '@tessera/metadata'

const places: readonly (readonly [pattern: RegExp, words: Localized])[] = [
  [/^\/fields\/\d+\/target$/, { 'zh-CN': '关联字段', en: 'Lookup' }],
  [/^\/fields\/\d+\/formula$/, { 'zh-CN': '公式', en: 'Formula' }],
  [/^\/fields\/\d+\/(relation|field|filter)$/, { 'zh-CN': '汇总', en: 'Roll-up' }],
  [/^\/fields\/\d+\/default$/, { 'zh-CN': '默认值', en: 'Default' }],
  [/^\/fields\/\d+$/, { 'zh-CN': '列', en: 'Column' }],
  [/^\/rules\//, { 'zh-CN': '规则', en: 'Rule' }],
  [/^\/unique\//, { 'zh-CN': '唯一约束', en: 'Uniqueness' }],
  [/^\/noOverlap\//, { 'zh-CN': '时段约束', en: 'Period constraint' }],
  [/^\/titleField$/, { 'zh-CN': '标题字段', en: 'Title field' }],
  [/^\/sections\/\d+\/(items\/\d+\/)?(visible|required|readOnly)When$/, { 'zh-CN': '显示规则', en: 'Display rule' }],
  [/^\/sections\//, { 'zh-CN': '布局位置', en: 'Place' }],
  [/^\/filter$/, { 'zh-CN': '筛选', en: 'Filter' }],
  [/^\/sort\//, { 'zh-CN': '排序', en: 'Sort' }],
  [/^\/trigger\//, { 'zh-CN': '触发条件', en: 'Trigger' }],
  [/^\/nodes\//, { 'zh-CN': '节点', en: 'Node' }],
  [/^\/grants\//, { 'zh-CN': '权限', en: 'Grant' }],
  [/^\/entries\//, { 'zh-CN': '菜单项', en: 'Menu item' }],
  [/^\/object$/, { 'zh-CN': '所属模块', en: 'Module' }],
]

/** What kind of place in a document a JSON pointer leads to. */
export function placeInWords(pointer: string): Localized {
  return places.find(([pattern]) => pattern.test(pointer))?.[1] ?? { 'zh-CN': '引用', en: 'Reference' }
}
