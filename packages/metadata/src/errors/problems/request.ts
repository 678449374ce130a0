import { defineProblem } from '../define-problem.js'
import { enDidYouMean, formatBytes, zhDidYouMean } from '../wording.js'

/** A parameter of the query string, or of the body of `/query` and `/aggregate`. */
export interface ParameterDetails {
  readonly name: string
}

/** Problems of the request itself: its form, its size, its moment. */
export const requestProblems = {
  'request.not_json': defineProblem({
    status: 400,
    acts: 'user',
    title: { 'zh-CN': '请求体不是 JSON', en: 'The body is not JSON' },
    message: { 'zh-CN': () => '请求体不是有效的 JSON（UTF-8）。', en: () => 'The body is not valid JSON in UTF-8.' },
  }),
  'request.invalid': defineProblem({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '请求内容不符合要求', en: 'The content does not fit' },
    message: {
      'zh-CN': () => '请求内容不符合要求，请查看 errors 中的说明。',
      en: () => 'The content does not fit what is expected; see “errors”.',
    },
  }),
  'request.bad_encoding': defineProblem({
    status: 400,
    acts: 'user',
    title: { 'zh-CN': '地址编码有误', en: 'The address is badly encoded' },
    message: {
      'zh-CN': () => '地址中的百分号编码不是有效的 UTF-8。',
      en: () => 'The percent-encoding of the address is not valid UTF-8.',
    },
  }),
  'request.unknown_parameter': defineProblem<ParameterDetails & { readonly didYouMean?: string | undefined }>({
    status: 400,
    acts: 'user',
    title: { 'zh-CN': '未知的参数', en: 'Unknown parameter' },
    message: {
      'zh-CN': (d) => `没有名为「${d.name}」的参数。${zhDidYouMean(d.didYouMean)}`,
      en: (d) => `There is no parameter “${d.name}”.${enDidYouMean(d.didYouMean)}`,
    },
  }),
  'request.repeated_parameter': defineProblem<ParameterDetails>({
    status: 400,
    acts: 'user',
    title: { 'zh-CN': '参数重复', en: 'Repeated parameter' },
    message: {
      'zh-CN': (d) => `参数「${d.name}」只能出现一次。`,
      en: (d) => `The parameter “${d.name}” may be given only once.`,
    },
  }),
  'request.missing_parameter': defineProblem<ParameterDetails>({
    status: 400,
    acts: 'user',
    title: { 'zh-CN': '缺少参数', en: 'Missing parameter' },
    message: {
      'zh-CN': (d) => `缺少参数「${d.name}」。`,
      en: (d) => `The parameter “${d.name}” is missing.`,
    },
  }),
  'request.invalid_parameter': defineProblem<ParameterDetails & { readonly expected: string }>({
    status: 400,
    acts: 'user',
    title: { 'zh-CN': '参数无效', en: 'Invalid parameter' },
    message: {
      'zh-CN': (d) => `参数「${d.name}」无效，应为：${d.expected}。`,
      en: (d) => `The parameter “${d.name}” is not valid; expected: ${d.expected}.`,
    },
  }),
  'request.bad_cursor': defineProblem({
    status: 400,
    acts: 'user',
    title: { 'zh-CN': '翻页标记无效', en: 'Bad cursor' },
    message: {
      'zh-CN': () => '翻页标记 after 无效，或者筛选、搜索、排序已改变。',
      en: () => 'The cursor “after” is not valid, or filter, search or sort have changed.',
    },
    hint: { 'zh-CN': '请从第一页重新读取。', en: 'Read again from the first page.' },
  }),
  'request.bad_filter': defineProblem({
    status: 400,
    acts: 'user',
    title: { 'zh-CN': '筛选条件有误', en: 'Bad filter' },
    message: {
      'zh-CN': () => '筛选条件无法使用，请查看 errors 中的说明。',
      en: () => 'The filter cannot be used; see “errors”.',
    },
  }),
  'request.bad_sort': defineProblem<{ readonly name: string }>({
    status: 400,
    acts: 'user',
    title: { 'zh-CN': '排序有误', en: 'Bad sort' },
    message: {
      'zh-CN': (d) => `不能按「${d.name}」排序。`,
      en: (d) => `Sorting by “${d.name}” is not possible.`,
    },
    hint: {
      'zh-CN': '最多 5 个字段或路径，前面加 - 表示降序。',
      en: 'Give up to 5 fields or paths; a leading - means descending.',
    },
  }),
  'request.bad_fields': defineProblem<{ readonly name: string; readonly didYouMean?: string | undefined }>({
    status: 400,
    acts: 'user',
    title: { 'zh-CN': '字段列表有误', en: 'Bad list of fields' },
    message: {
      'zh-CN': (d) => `无法读取字段「${d.name}」。${zhDidYouMean(d.didYouMean)}`,
      en: (d) => `The field “${d.name}” cannot be read.${enDidYouMean(d.didYouMean)}`,
    },
  }),
  'request.cross_site': defineProblem({
    status: 403,
    acts: 'user',
    title: { 'zh-CN': '拒绝跨站请求', en: 'Cross-site request refused' },
    message: {
      'zh-CN': () => '使用 Cookie 的写入请求只能来自本站页面。',
      en: () => 'A writing request with a cookie must come from our own pages.',
    },
    hint: { 'zh-CN': '其他程序请使用 API 令牌。', en: 'Other programs use an API token.' },
  }),
  'request.not_found': defineProblem({
    status: 404,
    acts: 'user',
    title: { 'zh-CN': '没有这个地址', en: 'No such address' },
    message: { 'zh-CN': () => '没有这个地址。', en: () => 'There is nothing at this address.' },
  }),
  'request.method_not_allowed': defineProblem<{ readonly allowed: string }>({
    status: 405,
    acts: 'user',
    title: { 'zh-CN': '不支持这种方法', en: 'Method not allowed' },
    message: {
      'zh-CN': (d) => `这个地址只支持：${d.allowed}。`,
      en: (d) => `This address takes only: ${d.allowed}.`,
    },
  }),
  'request.too_large': defineProblem<{ readonly limitBytes: number }>({
    status: 413,
    acts: 'user',
    title: { 'zh-CN': '请求体过大', en: 'The body is too large' },
    message: {
      'zh-CN': (d) => `请求体不能超过 ${formatBytes(d.limitBytes)}。`,
      en: (d) => `The body may have at most ${formatBytes(d.limitBytes)}.`,
    },
  }),
  'request.unsupported_media': defineProblem({
    status: 415,
    acts: 'user',
    title: { 'zh-CN': '内容类型不支持', en: 'Unsupported media type' },
    message: {
      'zh-CN': () => '请求体必须是 JSON（Content-Type: application/json，UTF-8）。',
      en: () => 'The body must be JSON (Content-Type: application/json, UTF-8).',
    },
  }),
  'request.headers_too_large': defineProblem({
    status: 431,
    acts: 'user',
    title: { 'zh-CN': '请求头过大', en: 'Headers too large' },
    message: {
      'zh-CN': () => '请求行与请求头合计不能超过 64 kB。',
      en: () => 'Request line and headers may have at most 64 kB together.',
    },
    hint: {
      'zh-CN': '较长的查询请用 POST …/query 发送。',
      en: 'Send a long query with POST …/query.',
    },
  }),
  'request.idempotency_mismatch': defineProblem({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': 'Idempotency-Key 已用于其他内容', en: 'Idempotency-Key was used for other content' },
    message: {
      'zh-CN': () => '这个 Idempotency-Key 已用于另一份请求内容。',
      en: () => 'This Idempotency-Key was used with another body.',
    },
  }),
  'request.in_progress': defineProblem({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '同一请求正在处理', en: 'The same request is in progress' },
    message: {
      'zh-CN': () => '带有这个 Idempotency-Key 的请求仍在处理，请稍后再试。',
      en: () => 'The request with this Idempotency-Key is still in progress; try again shortly.',
    },
  }),
  'request.too_many': defineProblem({
    status: 429,
    acts: 'user',
    title: { 'zh-CN': '请求过于频繁', en: 'Too many requests' },
    message: { 'zh-CN': () => '请求过于频繁，请稍后再试。', en: () => 'Too many requests; try again later.' },
  }),
  'request.busy': defineProblem({
    status: 503,
    acts: 'operator',
    title: { 'zh-CN': '系统繁忙', en: 'Busy' },
    message: { 'zh-CN': () => '系统繁忙，请稍后再试。', en: () => 'The system is busy; try again shortly.' },
  }),
  'request.outcome_unknown': defineProblem({
    status: 503,
    acts: 'user',
    title: { 'zh-CN': '结果未知', en: 'Outcome unknown' },
    message: {
      'zh-CN': () => '与数据库的连接中断，无法确定是否已保存。',
      en: () => 'The connection to the database was lost; whether it was saved is unknown.',
    },
    hint: {
      'zh-CN': '用同一个 Idempotency-Key 再发一次即可确认。',
      en: 'Send it again with the same Idempotency-Key to find out.',
    },
  }),
  internal: defineProblem({
    status: 500,
    acts: 'us',
    title: { 'zh-CN': '内部错误', en: 'Internal error' },
    message: {
      'zh-CN': () => '系统内部出错，请把请求编号告诉管理员。',
      en: () => 'Something went wrong on our side; tell the administrator the request id.',
    },
  }),
} as const
