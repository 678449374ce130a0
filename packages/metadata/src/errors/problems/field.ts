import { defineProblem, type FieldDetails } from '../define-problem.js'
import { localize, type Localized } from '../../text/localized.js'
import { enDidYouMean, enObject, enSubject, zhDidYouMean, zhSubject } from '../wording.js'

/** What a value should have been; the words are chosen by the table, not by the caller. */
export type ExpectedValue =
  | 'text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'dateTime'
  | 'time'
  | 'duration'
  | 'colour'
  | 'tags'
  | 'json'
  | 'location'
  | 'region'
  | 'ean13'
  | 'code128'
  | 'optionKey'
  | 'optionKeys'
  | 'recordId'
  | 'recordIds'
  | 'anyRecord'
  | 'fileIds'
  | 'lines'
  | 'email'
  | 'phone'
  | 'url'
  | 'socialCreditCode'
  | 'idCard'

const expectedZh: Readonly<Record<ExpectedValue, string>> = {
  text: '文本',
  number: '数字',
  boolean: 'true 或 false',
  date: '形如 2026-01-31 的日期',
  dateTime: '带时区的时间，如 2026-01-31T08:00:00+08:00',
  time: '形如 09:30 的时刻',
  duration: '时长，如 1小时30分、90 分钟',
  colour: '形如 #2f6fed 的颜色',
  region: '6 位行政区划代码，或从省起的全称',
  location: '纬度和经度，如 31.2304, 121.4737',
  json: 'JSON 对象或数组，如 {"端口": 80}',
  tags: '标签的数组，标签内不能有逗号、顿号、分号',
  ean13: '13 位数字的 EAN-13 条码',
  code128: '可打印的 ASCII 字符',
  optionKey: '一个选项的 key',
  optionKeys: '选项 key 的数组',
  recordId: '记录的 id',
  recordIds: '记录 id 的数组',
  anyRecord: '{object, id}，object 为模块的 key',
  fileIds: '文件 id 的数组',
  lines: '明细行的数组，每行是一个对象',
  email: '电子邮箱地址',
  phone: '电话号码',
  url: '以 http:// 或 https:// 开头的网址',
  socialCreditCode: '18 位统一社会信用代码',
  idCard: '18 位身份证号',
}

const expectedEn: Readonly<Record<ExpectedValue, string>> = {
  text: 'text',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date such as 2026-01-31',
  dateTime: 'an instant with its zone such as 2026-01-31T08:00:00+08:00',
  time: 'a time of day such as 09:30',
  duration: 'a duration such as 1h 30m or 90 min',
  colour: 'a colour such as #2f6fed',
  region: 'the code of a region of China, or its names from the province down',
  location: 'latitude and longitude such as 31.2304, 121.4737',
  json: 'a JSON object or array such as {"port": 80}',
  tags: 'an array of tags without commas and semicolons',
  ean13: 'the 13 digits of an EAN-13 bar code',
  code128: 'printable ASCII characters',
  optionKey: 'the key of an option',
  optionKeys: 'an array of option keys',
  recordId: 'the id of a record',
  recordIds: 'an array of ids of records',
  anyRecord: '{object, id}, where object is the key of an object',
  fileIds: 'an array of ids of files',
  lines: 'an array of lines, each an object',
  email: 'an e-mail address',
  phone: 'a phone number',
  url: 'an address that starts with http:// or https://',
  socialCreditCode: 'a unified social credit code of 18 characters',
  idCard: 'an identity number of 18 characters',
}

/** Between which numbers a value must lie. */
export interface ValueRange {
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** Both are shares: 1 is 100 %. */
  readonly asPercent?: boolean | undefined
}

/** An option as people and as clients know it. */
export interface NamedOption {
  readonly key: string
  readonly label: Localized
}

export interface UnknownOptionDetails extends FieldDetails {
  readonly value: string
  readonly didYouMean?: NamedOption | undefined
  /** The first few that may be chosen. */
  readonly options: readonly NamedOption[]
  /** How many there are. */
  readonly count: number
}

/** What may be chosen instead. With its key, which is what clients write, where that is another word than the label. */
function zhOptions({ didYouMean, options, count }: UnknownOptionDetails): string {
  const name = ({ key, label }: NamedOption): string => {
    const text = localize(label, 'zh-CN')
    return text === key ? `「${text}」` : `「${text}」（${key}）`
  }
  if (didYouMean !== undefined) return `您是不是想选${name(didYouMean)}？`
  if (count === 0) return '它没有可选的选项。'
  const rest = count > options.length ? `等 ${count} 项` : ''
  return `可选：${options.map(name).join('、')}${rest}。`
}

function enOptions({ didYouMean, options, count }: UnknownOptionDetails): string {
  const name = ({ key, label }: NamedOption): string => {
    const text = localize(label, 'en')
    return text === key ? `“${text}”` : `“${text}” (${key})`
  }
  if (didYouMean !== undefined) return ` Did you mean ${name(didYouMean)}?`
  if (count === 0) return ' It has no options to choose.'
  const rest = count > options.length ? ` and ${count - options.length} more` : ''
  return ` There are ${options.map(name).join(', ')}${rest}.`
}

/** Problems of one value of a record; `label` is added by the engine. All are 422. */
export const fieldProblems = {
  'field.unknown': defineProblem<{ readonly key: string; readonly didYouMean?: string | undefined }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '未知字段', en: 'Unknown field' },
    message: {
      'zh-CN': (d) => `没有字段「${d.key}」。${zhDidYouMean(d.didYouMean)}`,
      en: (d) => `There is no field “${d.key}”.${enDidYouMean(d.didYouMean)}`,
    },
  }),
  'field.read_only': defineProblem<FieldDetails>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '只读字段', en: 'Read-only field' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}不能由您写入：它由系统填写，或者您只能查看。`,
      en: (d) => `${enSubject(d.label)} cannot be written by you: the system fills it in, or you may only read it.`,
    },
  }),
  'field.required': defineProblem<FieldDetails>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '必填', en: 'Required' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}为必填。`,
      en: (d) => `${enSubject(d.label)} is required.`,
    },
  }),
  'field.required_hidden': defineProblem({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '缺少您看不到的内容', en: 'Something out of sight is needed' },
    message: {
      'zh-CN': () => '还需要填写您看不到的字段。',
      en: () => 'A field that you do not see is needed, too.',
    },
    hint: { 'zh-CN': '请由能填写它的人处理。', en: 'Let somebody do it who can fill it in.' },
  }),
  'field.type': defineProblem<FieldDetails & { readonly expected: ExpectedValue }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '类型不符', en: 'Wrong type' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}应为${spaced(expectedZh[d.expected])}。`,
      en: (d) => `${enSubject(d.label)} must be ${expectedEn[d.expected]}.`,
    },
  }),
  'field.format': defineProblem<FieldDetails & { readonly expected: ExpectedValue }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '格式不符', en: 'Wrong format' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}格式不正确，应为${spaced(expectedZh[d.expected])}。`,
      en: (d) => `${enSubject(d.label)} must be ${expectedEn[d.expected]}.`,
    },
  }),
  'field.check_digit': defineProblem<FieldDetails>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '校验码不符', en: 'Wrong check character' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}的校验码不对，请核对是否输错。`,
      en: (d) => `${enSubject(d.label)} has a wrong check character; please look for a typing mistake.`,
    },
  }),
  'field.too_long': defineProblem<FieldDetails & { readonly max: number; readonly length: number }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '文本过长', en: 'Text too long' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}最多 ${d.max} 个字符，现有 ${d.length} 个。`,
      en: (d) => `${enSubject(d.label)} may have at most ${d.max} characters; it has ${d.length}.`,
    },
  }),
  'field.too_many': defineProblem<FieldDetails & { readonly max: number; readonly count: number }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '值过多', en: 'Too many values' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}最多 ${d.max} 个，现有 ${d.count} 个。`,
      en: (d) => `${enSubject(d.label)} may have at most ${d.max} values; it has ${d.count}.`,
    },
  }),
  'option.unknown': defineProblem<UnknownOptionDetails>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '未知选项', en: 'Unknown option' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}没有选项「${d.value}」。${zhOptions(d)}`,
      en: (d) => `${enSubject(d.label)} has no option “${d.value}”.${enOptions(d)}`,
    },
  }),
  'option.branch': defineProblem<FieldDetails & { readonly value: string }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '未选到最后一级', en: 'Not the last level' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}的「${d.value}」下面还有选项，请选到最后一级。`,
      en: (d) => `${enSubject(d.label)}: “${d.value}” has options below it; choose one of these.`,
    },
  }),
  'option.repeated': defineProblem<FieldDetails & { readonly value: string }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '选项重复', en: 'Repeated option' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}中的选项「${d.value}」重复。`,
      en: (d) => `${enSubject(d.label)} names the option “${d.value}” twice.`,
    },
  }),
  'field.no_such_date': defineProblem<FieldDetails & { readonly value: string }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '日期不存在', en: 'No such date' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}的日期「${d.value}」不存在。`,
      en: (d) => `${enSubject(d.label)}: there is no date “${d.value}”.`,
    },
  }),
  'field.zone_missing': defineProblem<FieldDetails>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '缺少时区', en: 'Time zone missing' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}缺少时区，如 2026-01-31T08:00:00+08:00。`,
      en: (d) => `${enSubject(d.label)} needs its zone, such as 2026-01-31T08:00:00+08:00.`,
    },
  }),
  'field.unknown_record': defineProblem<FieldDetails>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '找不到关联的记录', en: 'The record pointed to is not found' },
    // The same whether it is gone or hidden: nobody learns of a record that way.
    message: {
      'zh-CN': (d) => `找不到${zhSubject(d.label)}所指的记录：它可能已被删除，或者您不能查看它。`,
      en: (d) => `The record that ${enObject(d.label)} points to is not found: it may be deleted, or hidden from you.`,
    },
    hint: {
      'zh-CN': '请重新选择一条记录；被删除的可以先从回收站恢复。',
      en: 'Choose another record; a deleted one can be restored from the bin first.',
    },
  }),
  'field.wrong_object': defineProblem<FieldDetails & { readonly object: string }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '不可关联的模块', en: 'Object it may not point to' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}不能指向模块「${d.object}」的记录。`,
      en: (d) => `${enSubject(d.label)} may not point to a record of “${d.object}”.`,
    },
    hint: {
      'zh-CN': '请选择字段所列模块之一的记录。',
      en: 'Choose a record of one of the objects the field names.',
    },
  }),
  'field.sealed': defineProblem({
    status: 500,
    acts: 'operator',
    title: { 'zh-CN': '加密字段无法读取', en: 'Encrypted values cannot be read' },
    message: {
      'zh-CN': () => '加密字段的密钥与数据不符，或密文已被改动。',
      en: () => 'The key of encrypted fields does not fit the data, or the data was tampered with.',
    },
    hint: {
      'zh-CN': '请检查 TESSERA_ENCRYPTION_KEY 或数据文件夹中的 secret.key。',
      en: 'Look at TESSERA_ENCRYPTION_KEY, or at secret.key in the data folder.',
    },
  }),
  'field.circle': defineProblem<FieldDetails & { readonly circle: string }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '上级成环', en: 'A circle in the tree' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}会成环：${d.circle}。`,
      en: (d) => `${enSubject(d.label)} would close a circle: ${d.circle}.`,
    },
    hint: {
      'zh-CN': '请选择不在它自己下面的记录。',
      en: 'Choose a record that is not below this one.',
    },
  }),
  'field.tree_depth': defineProblem<FieldDetails & { readonly limit: number }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '层级过深', en: 'Too many levels' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}这样会使树超过 ${d.limit} 级。`,
      en: (d) => `${enSubject(d.label)} would make the tree deeper than ${d.limit} levels.`,
    },
  }),
  'field.out_of_range': defineProblem<FieldDetails & ValueRange>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '超出范围', en: 'Out of range' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}超出范围${rangeZh(d)}。`,
      en: (d) => `${enSubject(d.label)} is out of range${rangeEn(d)}.`,
    },
  }),
  'number.too_precise': defineProblem<FieldDetails>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '数字过于精确', en: 'Number too precise' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}最多 15 位有效数字。`,
      en: (d) => `${enSubject(d.label)} may have at most 15 significant digits.`,
    },
  }),
  'number.too_many_decimals': defineProblem<FieldDetails & { readonly decimals: number }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '小数位过多', en: 'Too many decimals' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}最多 ${d.decimals} 位小数。`,
      en: (d) => `${enSubject(d.label)} may have at most ${d.decimals} decimals.`,
    },
  }),
  'number.too_large': defineProblem<FieldDetails>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '数字过大', en: 'Number too large' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}的绝对值必须小于 10^15。`,
      en: (d) => `${enSubject(d.label)} must be smaller than 10^15 in magnitude.`,
    },
  }),
  'text.invalid': defineProblem<FieldDetails>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '文本含无效字符', en: 'Text with invalid characters' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}含有 NUL 字符或残缺的 Unicode 字符。`,
      en: (d) => `${enSubject(d.label)} contains a NUL character or half of a Unicode character.`,
    },
  }),
  'rule.broken': defineProblem<{ readonly message: string }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '不符合规则', en: 'Against a rule' },
    message: { 'zh-CN': (d) => d.message, en: (d) => d.message },
  }),
} as const

/** Latin letters and digits stand a blank away from Chinese characters. */
function spaced(text: string): string {
  return /^[0-9A-Za-z]/.test(text) ? ` ${text}` : text
}

function rangeZh({ min, max, asPercent }: ValueRange): string {
  if (asPercent === true) return `，应在 ${Number(min) * 100}% 到 ${Number(max) * 100}% 之间`
  if (min !== undefined && max !== undefined) return `，应在 ${min} 到 ${max} 之间`
  if (min !== undefined) return `，不能小于 ${min}`
  return max === undefined ? '' : `，不能大于 ${max}`
}

function rangeEn({ min, max, asPercent }: ValueRange): string {
  if (asPercent === true) return `; it must be between ${Number(min) * 100} % and ${Number(max) * 100} %`
  if (min !== undefined && max !== undefined) return `; it must be between ${min} and ${max}`
  if (min !== undefined) return `; it must be at least ${min}`
  return max === undefined ? '' : `; it must be at most ${max}`
}
