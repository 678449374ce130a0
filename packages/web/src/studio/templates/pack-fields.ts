import type { TemplateManifest } from '@tessera/metadata'

/** What the form about a package holds. */
export interface PackFields {
  key: string
  version: string
  titleZh: string
  titleEn: string
  summaryZh: string
  summaryEn: string
  /** Blank: none. */
  group: string
  icon: string
}

export interface PackFault {
  readonly name: keyof PackFields
  readonly kind: 'needed' | 'wrong'
}

export const emptyPack = (): PackFields => ({
  key: '',
  version: '1.0.0',
  titleZh: '',
  titleEn: '',
  summaryZh: '',
  summaryEn: '',
  group: '',
  icon: 'package',
})

/** What a package cannot be without. */
export const neededFields: readonly (keyof PackFields)[] = ['titleZh', 'summaryZh', 'key', 'version']

/** What is missing or wrong in the form; the server judges the rest. */
export function packFaults(fields: PackFields): readonly PackFault[] {
  const needed = neededFields.filter((name) => fields[name] === '').map((name): PackFault => ({ name, kind: 'needed' }))
  const isKey = fields.key === '' || /^[a-z][a-z0-9-]{0,39}$/.test(fields.key)
  const isVersion = fields.version === '' || /^\d+\.\d+\.\d+$/.test(fields.version)
  return [
    ...needed,
    ...(isKey ? [] : [{ name: 'key', kind: 'wrong' } as const]),
    ...(isVersion ? [] : [{ name: 'version', kind: 'wrong' } as const]),
  ]
}

/** The manifest of the package. Without an English text the Chinese one stands for both. */
export function manifestOf({
  key,
  version,
  titleZh,
  titleEn,
  summaryZh,
  summaryEn,
  group,
  icon,
}: PackFields): TemplateManifest {
  return {
    key,
    version,
    title: { 'zh-CN': titleZh, en: titleEn || titleZh },
    summary: { 'zh-CN': summaryZh, en: summaryEn || summaryZh },
    icon,
    ...(group === '' ? {} : { group }),
  }
}
