import { localize, type Localized } from '@tessera/metadata'

/** The workflow's object in a sentence; a record where none is chosen yet. */
export function objectWords(object: Localized | undefined, locale: 'zh-CN' | 'en'): string {
  if (object !== undefined) return localize(object, locale)
  return locale === 'zh-CN' ? '记录' : 'record'
}
