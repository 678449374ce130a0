import type { FileInfo } from '@tessera/metadata'

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

/** 1,536 → '1.5 KB'. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const inKilobytes = bytes / 1024
  return inKilobytes < 1024 ? `${round(inKilobytes)} KB` : `${round(inKilobytes / 1024)} MB`
}

const round = (value: number): string => String(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))
