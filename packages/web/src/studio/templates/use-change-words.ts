import type { DocumentKind, TemplateChange, WireDocument } from '@tessera/metadata'
import { labelOf, textsOf } from '@/app/i18n'
import { useWorkspace } from '@/model/workspace'
import { worldOf } from '../publish/use-words'
import { valueInWords } from '../publish/value-words'
import { labelIn, placeOfChange, type ChangePlace } from './change-place'

const t = textsOf('templateChange', {
  'zh-CN': { none: '没有', position: '第 {n} 位', thing: '有' },
  en: { none: 'not there', position: 'place {n}', thing: 'there' },
})

export interface ChangeWords {
  place(change: TemplateChange): ChangePlace
  value(change: TemplateChange, value: unknown): string
}

/** Changes of templates in words, with what the workspace calls things today. */
export function useChangeWords(): ChangeWords {
  const workspace = useWorkspace()
  const documentOf = ({ kind, key }: TemplateChange): WireDocument | undefined =>
    workspace.documents.find((one) => one.kind === kind && one.key === key)

  return {
    place: (change) =>
      placeOfChange(
        change,
        documentOf(change),
        (label) => labelOf(label),
        (object, field) => workspace.object(object)?.fieldsByKey.get(field)?.label,
      ),
    value: (change, value) => {
      const { property, kind, key } = change
      if (property === 'position') return value === null ? t('none') : t('position', { n: Number(value) + 1 })
      if (property === '') return value === null ? t('none') : wholeOf(value)
      const document = documentOf(change) ?? null
      const world = worldOf(
        { before: document, after: document, kind: kind as DocumentKind, key, label: '', lines: [] },
        workspace.objects,
      )
      return valueInWords(property, value, world)
    },
  }
}

function wholeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return labelIn(value as Readonly<Record<string, unknown>>, (label) => labelOf(label)) || t('thing')
}
