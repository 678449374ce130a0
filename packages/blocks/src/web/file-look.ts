import type { FileInfo } from '@tessera/metadata'
import { pictureTypes } from '../values/file-kinds.js'
import type { ValuePart } from './value-part.js'

/** The files a value reads as; what is none is left out. */
export function filesOf(value: unknown): readonly FileInfo[] {
  return Array.isArray(value) ? value.filter(isFile) : []
}

function isFile(value: unknown): value is FileInfo {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<FileInfo>).id === 'string' &&
    typeof (value as Partial<FileInfo>).name === 'string' &&
    typeof (value as Partial<FileInfo>).size === 'number'
  )
}

/** Names of files, one after the other. */
export function filesText(value: unknown, locale: 'zh-CN' | 'en'): string {
  return filesOf(value)
    .map(({ name }) => name)
    .join(locale === 'zh-CN' ? '、' : ', ')
}

/** Address a file is read from. */
export const fileAddress = (id: string): string => `/api/files/${encodeURIComponent(id)}`

/** Address of a small picture of a picture. */
export const smallAddress = (id: string): string => `${fileAddress(id)}?size=small`

/** 1,536 → '1.5 KB'. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const inKilobytes = bytes / 1024
  return inKilobytes < 1024 ? `${round(inKilobytes)} KB` : `${round(inKilobytes / 1024)} MB`
}

const round = (value: number): string => String(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))

const pictures: ReadonlySet<string> = new Set(pictureTypes)

/** Can a browser show it? */
export const isPicture = ({ type }: FileInfo): boolean => pictures.has(type)

/** In a cell there is room for so many small pictures. */
const MOST_TILES = 3

/** Files in a cell: a clip, and the name of the one or how many there are. */
export function fileParts(value: unknown, locale: 'zh-CN' | 'en'): readonly ValuePart[] {
  const files = filesOf(value)
  const [first] = files
  if (first === undefined) return []
  if (files.length === 1) return [{ kind: 'files', text: first.name }]
  return [{ kind: 'files', text: locale === 'en' ? `${files.length} files` : `${files.length} 个文件` }]
}

/** Pictures in a cell: some of them small, and how many more there are. */
export function pictureParts(value: unknown): readonly ValuePart[] {
  const files = filesOf(value)
  const shown = files.slice(0, MOST_TILES)
  return [
    ...shown.map(({ id, name }) => ({ kind: 'picture', text: name, src: smallAddress(id) }) as const),
    ...(files.length > shown.length ? [{ kind: 'text', text: `+${files.length - shown.length}` } as const] : []),
  ]
}
