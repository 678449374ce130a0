import { defineProblem, type FieldDetails } from '../define-problem.js'
import { enCount, enSubject, formatBytes, zhSubject } from '../wording.js'

/** Problems of files: on their way here, and of records that are to hold them. */
export const fileProblems = {
  'file.not_found': defineProblem({
    status: 404,
    acts: 'user',
    title: { 'zh-CN': '找不到文件', en: 'File not found' },
    message: { 'zh-CN': () => '找不到这个文件。', en: () => 'There is no such file.' },
  }),
  'file.too_large': defineProblem<{ readonly limitBytes: number }>({
    status: 413,
    acts: 'user',
    title: { 'zh-CN': '文件过大', en: 'The file is too large' },
    message: {
      'zh-CN': (d) => `文件不能超过 ${formatBytes(d.limitBytes)}。`,
      en: (d) => `A file may have at most ${formatBytes(d.limitBytes)}.`,
    },
  }),
  'file.missing': defineProblem({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '没有文件', en: 'No file was sent' },
    message: {
      'zh-CN': () => '请求中没有文件，或者文件是空的。',
      en: () => 'The request holds no file, or an empty one.',
    },
    hint: {
      'zh-CN': '请用 multipart/form-data 发送一个文件，字段名为 file。',
      en: 'Send one file as multipart/form-data in the part “file”.',
    },
  }),
  'file.bad_form': defineProblem({
    status: 400,
    acts: 'user',
    title: { 'zh-CN': '表单有误', en: 'The form is broken' },
    message: {
      'zh-CN': () => '请求体不是完整的 multipart/form-data，或者含有一个文件以外的内容。',
      en: () => 'The body is not a complete multipart/form-data, or holds more than one file.',
    },
  }),
  'file.waiting_limit': defineProblem<{ readonly limit: number }>({
    status: 429,
    acts: 'user',
    title: { 'zh-CN': '未使用的文件过多', en: 'Too many unused files' },
    message: {
      'zh-CN': (d) => `您有 ${d.limit} 个上传后还没有保存到记录中的文件，暂时不能再上传。`,
      en: (d) => `${enCount(d.limit, 'file')} you uploaded are in no record yet; no more can be taken for now.`,
    },
    hint: {
      'zh-CN': '请先保存使用这些文件的记录；24 小时内未使用的文件会自动删除。',
      en: 'Save the records that use them; what no record holds is removed after 24 hours.',
    },
  }),
  'file.bad_range': defineProblem({
    status: 416,
    acts: 'user',
    title: { 'zh-CN': '范围无效', en: 'Range not satisfiable' },
    message: {
      'zh-CN': () => '请求的范围超出了文件的大小。',
      en: () => 'The range that was asked for lies outside of the file.',
    },
  }),
  'file.no_picture': defineProblem({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '无法显示为图片', en: 'Not a picture' },
    message: {
      'zh-CN': () => '这个文件不是图片，或者图片已损坏、过大，无法缩小显示。',
      en: () => 'This file is no picture, or one that is broken or too large to be shown small.',
    },
  }),
  'file.store_unavailable': defineProblem({
    status: 503,
    acts: 'operator',
    title: { 'zh-CN': '文件存储不可用', en: 'The file store is not available' },
    message: {
      'zh-CN': () => '暂时无法读写文件，请稍后再试。',
      en: () => 'Files cannot be read or kept at the moment; please try again.',
    },
  }),
  'file.not_yours': defineProblem<FieldDetails>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '文件不可用', en: 'The file cannot be used' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}中的文件不存在，或者您不能使用它。`,
      en: (d) => `${enSubject(d.label)} names a file that does not exist or that you may not use.`,
    },
    hint: {
      'zh-CN': '可以使用自己上传的文件，以及您能查看的记录中的文件；上传后 24 小时内未保存的文件需要重新上传。',
      en: 'You may use files you uploaded and files of records you may read. What was not saved within 24 hours must be uploaded again.',
    },
  }),
  'file.wrong_kind': defineProblem<FieldDetails & { readonly name: string; readonly type: string }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '文件类型不符', en: 'Wrong kind of file' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}不接受「${d.name}」：它的内容是 ${d.type}。`,
      en: (d) => `${enSubject(d.label)} does not take “${d.name}”: its content is ${d.type}.`,
    },
  }),
  'file.over_limit': defineProblem<FieldDetails & { readonly name: string; readonly limitBytes: number }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '文件超过字段的上限', en: 'The file is larger than the field takes' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}中的「${d.name}」超过 ${formatBytes(d.limitBytes)}。`,
      en: (d) => `“${d.name}” in ${enSubject(d.label)} is larger than ${formatBytes(d.limitBytes)}.`,
    },
  }),
  'file.too_many': defineProblem<FieldDetails & { readonly max: number; readonly count: number }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '文件过多', en: 'Too many files' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}最多 ${d.max} 个文件，现有 ${d.count} 个。`,
      en: (d) => `${enSubject(d.label)} may have at most ${enCount(d.max, 'file')}; it has ${d.count}.`,
    },
  }),
  'file.repeated': defineProblem<FieldDetails>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '文件重复', en: 'Repeated file' },
    message: {
      'zh-CN': (d) => `${zhSubject(d.label)}中有重复的文件。`,
      en: (d) => `${enSubject(d.label)} names a file twice.`,
    },
  }),
} as const
