import { defineProblem } from '../define-problem.js'
import type { Localized, Texts } from '../../text/localized.js'
import { enDidYouMean, zhDidYouMean } from '../wording.js'

/** Kinds of JSON values, as JSON Schema's `type` names them. */
export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null'

const typeZh: Readonly<Record<JsonType, string>> = {
  string: '文本',
  number: '数字',
  integer: '整数',
  boolean: 'true 或 false',
  object: '对象',
  array: '数组',
  null: 'null',
}

const typeEn: Readonly<Record<JsonType, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
  null: 'null',
}

/** What a reference points to. */
export type ReferenceTarget =
  'object' | 'field' | 'option' | 'part' | 'document' | 'lookup' | 'rule' | 'view' | 'role' | 'node'

const targetZh: Readonly<Record<ReferenceTarget, string>> = {
  object: '模块',
  field: '字段',
  option: '选项',
  part: ' id 为此值的部分',
  document: '文档',
  lookup: '引用字段',
  rule: '规则',
  view: '视图',
  role: '角色',
  node: '节点',
}

const targetEn: Readonly<Record<ReferenceTarget, string>> = {
  object: 'object',
  field: 'field',
  option: 'option',
  part: 'part with the id',
  document: 'document',
  lookup: 'lookup field',
  rule: 'rule',
  view: 'view',
  role: 'role',
  node: 'node',
}

/** A name that was not found, and the nearest one that exists. */
export interface Named {
  readonly name: string
  readonly didYouMean?: string | undefined
}

/** Problems of documents: of their shape, their keys, their references. All are found together, each with a pointer. */
export const documentProblems = {
  'document.invalid': defineProblem<{ readonly count: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '文档未通过检查', en: 'The documents do not check' },
    message: {
      'zh-CN': (d) => `有 ${d.count} 处需要修改，未做任何改动。`,
      en: (d) => `${d.count} ${d.count === 1 ? 'problem' : 'problems'} found; nothing was changed.`,
    },
  }),
  'document.not_found': defineProblem({
    status: 404,
    acts: 'builder',
    title: { 'zh-CN': '找不到文档', en: 'Document not found' },
    message: { 'zh-CN': () => '找不到这个文档。', en: () => 'There is no such document.' },
  }),
  'document.unknown_kind': defineProblem<Named>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '未知的文档种类', en: 'Unknown kind of document' },
    message: {
      'zh-CN': (d) => `没有文档种类「${d.name}」。${zhDidYouMean(d.didYouMean)}`,
      en: (d) => `There is no kind of document “${d.name}”.${enDidYouMean(d.didYouMean)}`,
    },
  }),
  'document.system': defineProblem({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '系统文档', en: 'System document' },
    message: {
      'zh-CN': () => '系统文档不能修改或删除。',
      en: () => 'A system document cannot be changed or deleted.',
    },
  }),
  'document.type': defineProblem<{ readonly expected: readonly JsonType[] }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '类型不符', en: 'Wrong type' },
    message: {
      'zh-CN': (d) => `此处应为${d.expected.map((type) => typeZh[type]).join('或')}。`,
      en: (d) => `This must be ${d.expected.map((type) => typeEn[type]).join(' or ')}.`,
    },
  }),
  'document.missing': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '缺少属性', en: 'Missing property' },
    message: {
      'zh-CN': (d) => `缺少属性「${d.name}」。`,
      en: (d) => `The property “${d.name}” is missing.`,
    },
  }),
  'document.unknown_property': defineProblem<Named>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '未知属性', en: 'Unknown property' },
    message: {
      'zh-CN': (d) => `没有属性「${d.name}」。${zhDidYouMean(d.didYouMean)}`,
      en: (d) => `There is no property “${d.name}”.${enDidYouMean(d.didYouMean)}`,
    },
  }),
  'document.not_allowed': defineProblem<{
    readonly value: string
    readonly allowed: readonly string[]
    readonly didYouMean?: string | undefined
  }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '不允许的值', en: 'Value not allowed' },
    message: {
      'zh-CN': (d) => `「${d.value}」不是允许的值：${d.allowed.join('、')}。${zhDidYouMean(d.didYouMean)}`,
      en: (d) => `“${d.value}” is not one of ${d.allowed.join(', ')}.${enDidYouMean(d.didYouMean)}`,
    },
  }),
  'document.unknown_field_type': defineProblem<Named>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '未知的字段类型', en: 'Unknown field type' },
    message: {
      'zh-CN': (d) => `没有字段类型「${d.name}」。${zhDidYouMean(d.didYouMean)}`,
      en: (d) => `There is no field type “${d.name}”.${enDidYouMean(d.didYouMean)}`,
    },
  }),
  'document.pattern': defineProblem<{ readonly pattern: string; readonly example?: string | undefined }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '格式不符', en: 'Wrong form' },
    message: {
      'zh-CN': (d) =>
        d.example === undefined ? `格式不正确，应符合 ${d.pattern}。` : `格式不正确，应形如 ${d.example}。`,
      en: (d) => `This does not have the form ${d.example === undefined ? d.pattern : `of ${d.example}`}.`,
    },
  }),
  'document.format': defineProblem<{ readonly format: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '格式不符', en: 'Wrong form' },
    message: {
      'zh-CN': (d) => `格式不正确（${d.format}），或者所指的值不存在。`,
      en: (d) => `This is not a valid ${d.format}.`,
    },
  }),
  'document.key_form': defineProblem<{ readonly key: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': 'key 的格式不符', en: 'Wrong form of a key' },
    message: {
      'zh-CN': (d) => `「${d.key}」不能用作 key。`,
      en: (d) => `“${d.key}” cannot be a key.`,
    },
    hint: {
      'zh-CN': '以小写英文字母开头，其后为英文字母或数字，最多 40 个字符，如 visitedOn。',
      en: 'Start with a lower-case letter, then letters and digits, at most 40 characters, such as visitedOn.',
    },
  }),
  'document.rule_key_form': defineProblem<{ readonly key: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': 'key 的格式不符', en: 'Wrong form of a key' },
    message: {
      'zh-CN': (d) => `「${d.key}」不能用作规则的 key。`,
      en: (d) => `“${d.key}” cannot be the key of a rule.`,
    },
    hint: {
      'zh-CN': '以小写英文字母开头，其后为英文字母、数字或连字符，最多 40 个字符，如 cost-limit。',
      en: 'Start with a lower-case letter, then letters, digits and hyphens, at most 40 characters, such as cost-limit.',
    },
  }),
  'document.key_reserved': defineProblem<{ readonly key: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '保留的 key', en: 'Reserved key' },
    message: {
      'zh-CN': (d) => `「${d.key}」是系统保留的名称，请换一个。`,
      en: (d) => `“${d.key}” is reserved by the system; choose another key.`,
    },
  }),
  'document.key_repeated': defineProblem<{ readonly key: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': 'key 重复', en: 'Repeated key' },
    message: {
      'zh-CN': (d) => `key「${d.key}」重复（不区分大小写）。`,
      en: (d) => `The key “${d.key}” occurs twice (upper and lower case count as the same).`,
    },
  }),
  'document.tree_target': defineProblem<{ readonly key: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '不能作为树的上级', en: 'No parent of a tree' },
    message: {
      'zh-CN': (d) => `字段「${d.key}」指向另一个模块，不能作为树的上级。`,
      en: (d) => `The field “${d.key}” points to another object, so it cannot be the parent in a tree.`,
    },
    hint: {
      'zh-CN': '树的上级必须指向本模块。',
      en: 'The parent in a tree points to its own object.',
    },
  }),
  'document.tree_second': defineProblem<{ readonly key: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '已有树的上级', en: 'A second parent' },
    message: {
      'zh-CN': (d) => `一个模块只能有一个树的上级，「${d.key}」是第二个。`,
      en: (d) => `An object has one parent in its tree; “${d.key}” would be the second.`,
    },
  }),
  'document.id_repeated': defineProblem<{ readonly id: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': 'id 重复', en: 'Repeated id' },
    message: { 'zh-CN': (d) => `id「${d.id}」重复。`, en: (d) => `The id “${d.id}” occurs twice.` },
  }),
  'document.item_repeated': defineProblem<{ readonly value: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '内容重复', en: 'Repeated item' },
    message: { 'zh-CN': (d) => `「${d.value}」重复。`, en: (d) => `“${d.value}” occurs twice.` },
  }),
  'document.too_long': defineProblem<{ readonly max: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '文本过长', en: 'Text too long' },
    message: { 'zh-CN': (d) => `最多 ${d.max} 个字符。`, en: (d) => `At most ${d.max} characters.` },
  }),
  'document.too_short': defineProblem<{ readonly min: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '文本过短', en: 'Text too short' },
    message: {
      'zh-CN': (d) => (d.min === 1 ? '不能为空。' : `至少 ${d.min} 个字符。`),
      en: (d) => (d.min === 1 ? 'This may not be empty.' : `At least ${d.min} characters.`),
    },
  }),
  'document.too_many': defineProblem<{ readonly max: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '项目过多', en: 'Too many items' },
    message: { 'zh-CN': (d) => `最多 ${d.max} 项。`, en: (d) => `At most ${d.max} items.` },
  }),
  'document.too_few': defineProblem<{ readonly min: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '项目过少', en: 'Too few items' },
    message: {
      'zh-CN': (d) => `至少 ${d.min} 项。`,
      en: (d) => `At least ${d.min} ${d.min === 1 ? 'item' : 'items'}.`,
    },
  }),
  'document.too_small': defineProblem<{ readonly min: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '数值过小', en: 'Too small' },
    message: { 'zh-CN': (d) => `不能小于 ${d.min}。`, en: (d) => `This must be at least ${d.min}.` },
  }),
  'document.too_large': defineProblem<{ readonly max: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '数值过大', en: 'Too large' },
    message: { 'zh-CN': (d) => `不能大于 ${d.max}。`, en: (d) => `This must be at most ${d.max}.` },
  }),
  'document.menu_target': defineProblem({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '菜单项的目标不明确', en: 'Unclear menu entry' },
    message: {
      'zh-CN': () => '菜单项须在 object、view、url、entries 中恰好选一个。',
      en: () => 'A menu entry has exactly one of object, view, url and entries.',
    },
  }),
  'document.refused': defineProblem({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '内容不符合要求', en: 'Not accepted' },
    message: {
      'zh-CN': () => '此处的内容不符合要求。',
      en: () => 'What is given here does not fit the schema.',
    },
  }),
  'document.too_deep': defineProblem({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '层次过深', en: 'Nested too deeply' },
    message: { 'zh-CN': () => '文档嵌套层次过深。', en: () => 'The document is nested too deeply.' },
  }),
  'reference.unknown': defineProblem<Named & { readonly target: ReferenceTarget }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '引用不存在', en: 'Reference to nothing' },
    message: {
      'zh-CN': (d) => `没有${targetZh[d.target]}「${d.name}」。${zhDidYouMean(d.didYouMean)}`,
      en: (d) => `There is no ${targetEn[d.target]} “${d.name}”.${enDidYouMean(d.didYouMean)}`,
    },
  }),
  'reference.deleted': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '引用已删除', en: 'Reference to something deleted' },
    message: {
      'zh-CN': (d) => `所引用的「${d.name}」已被删除。`,
      en: (d) => `“${d.name}”, to which this refers, has been deleted.`,
    },
  }),
  'reference.wrong_type': defineProblem<{ readonly name: string; readonly expected: Texts }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '字段类型不合适', en: 'Field of the wrong type' },
    message: {
      'zh-CN': (d) => `字段「${d.name}」的类型不能用在这里，应为${d.expected}。`,
      en: (d) => `The field “${d.name}” cannot be used here; it must be ${d.expected}.`,
    },
  }),
  'formula.encrypted': defineProblem<{ readonly label: Localized }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '加密字段不能这样用', en: 'An encrypted field' },
    message: {
      'zh-CN': (d) => `「${d.label}」加密存储，不能用在这里。`,
      en: (d) => `“${d.label}” is encrypted and cannot be used here.`,
    },
    hint: {
      'zh-CN': '筛选中只能用 =、<>、in 与固定文本比较，或用 ISBLANK；校验规则和表单条件不受限。',
      en: 'Filters compare it with fixed texts by =, <> and in, or ask ISBLANK; validation rules and conditions of forms are free.',
    },
  }),
  'formula.cycle': defineProblem<{ readonly path: readonly string[] }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '公式循环引用', en: 'Formulas in a circle' },
    message: {
      'zh-CN': (d) => `公式循环引用：${d.path.join(' → ')}。`,
      en: (d) => `Formulas refer to each other in a circle: ${d.path.join(' → ')}.`,
    },
  }),
} as const
