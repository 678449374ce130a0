import type { Texts } from '@tessera/metadata'

/** Kinds of files a field may be kept to, by media types: what a browser calls them and what their content shows. */
export const fileKinds = {
  image: {
    title: { 'zh-CN': '图片', en: 'Pictures' },
    types: ['image/'],
    extensions: ['image/*'],
  },
  pdf: { title: { 'zh-CN': 'PDF', en: 'PDF' }, types: ['application/pdf'], extensions: ['.pdf'] },
  document: {
    title: { 'zh-CN': '文档', en: 'Documents' },
    types: [
      'application/pdf',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.',
      'application/vnd.ms-word.',
      'application/msword',
      'application/x-cfb',
      'application/vnd.oasis.opendocument.text',
      'application/rtf',
      'text/rtf',
      'text/plain',
    ],
    extensions: ['.pdf', '.doc', '.docx', '.odt', '.rtf', '.txt', '.wps'],
  },
  spreadsheet: {
    title: { 'zh-CN': '表格', en: 'Spreadsheets' },
    types: [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.',
      'application/vnd.ms-excel',
      'application/x-cfb',
      'application/vnd.oasis.opendocument.spreadsheet',
      'text/csv',
      'text/plain',
    ],
    extensions: ['.xls', '.xlsx', '.ods', '.csv', '.et'],
  },
  presentation: {
    title: { 'zh-CN': '演示文稿', en: 'Presentations' },
    types: [
      'application/vnd.openxmlformats-officedocument.presentationml.',
      'application/vnd.ms-powerpoint',
      'application/x-cfb',
      'application/vnd.oasis.opendocument.presentation',
    ],
    extensions: ['.ppt', '.pptx', '.odp', '.dps'],
  },
  audio: { title: { 'zh-CN': '音频', en: 'Audio' }, types: ['audio/'], extensions: ['audio/*'] },
  video: { title: { 'zh-CN': '视频', en: 'Video' }, types: ['video/'], extensions: ['video/*'] },
  archive: {
    title: { 'zh-CN': '压缩包', en: 'Archives' },
    types: [
      'application/zip',
      'application/x-7z-compressed',
      'application/x-rar-compressed',
      'application/x-tar',
      'application/gzip',
      'application/x-bzip2',
      'application/x-xz',
    ],
    extensions: ['.zip', '.7z', '.rar', '.tar', '.gz', '.bz2', '.xz'],
  },
} as const satisfies Record<string, FileKindEntry>

interface FileKindEntry {
  readonly title: Texts
  /** Media types, or how they begin. */
  readonly types: readonly string[]
  /** For the file dialog of a browser. */
  readonly extensions: readonly string[]
}

export type FileKind = keyof typeof fileKinds

/** Pictures that a browser shows and that cannot hold a program. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const

/** True when a media type is of one of the kinds; no kinds are all. */
export function isOfKinds(type: string, kinds: readonly FileKind[]): boolean {
  return kinds.length === 0 || kinds.some((kind) => fileKinds[kind].types.some((start) => type.startsWith(start)))
}
