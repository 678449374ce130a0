import { LARGEST_FILE, type JsonSchema } from '@tessera/metadata'

const MEGABYTE = 1024 * 1024

/** How many files, and how large each: properties of every field that holds files. */
export interface FileCountOptions {
  readonly maxCount: number
  /** In megabytes. */
  readonly maxSize: number
}

/** The properties `maxCount` and `maxSize`. */
export function fileCountOptions(standard: FileCountOptions): Readonly<Record<keyof FileCountOptions, JsonSchema>> {
  return {
    maxCount: {
      type: 'integer',
      minimum: 1,
      maximum: 50,
      default: standard.maxCount,
      'x-title': { 'zh-CN': '最多几个', en: 'At most so many' },
    },
    maxSize: {
      type: 'integer',
      minimum: 1,
      maximum: LARGEST_FILE / MEGABYTE,
      default: standard.maxSize,
      'x-title': { 'zh-CN': '单个大小上限（MB）', en: 'Largest size (MB)' },
    },
  }
}

/** The size limit in bytes. */
export const maxBytesOf = ({ maxSize }: FileCountOptions): number => maxSize * MEGABYTE
