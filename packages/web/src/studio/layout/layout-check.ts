import type { ObjectModel } from '@/model/objects'
import { useDraft } from '../draft/draft-store'
import type { DocumentCheck } from '../draft/problems'
import { layoutProblems } from './model/layout-problems'

/** What the layout designer knows to be wrong in layouts: fields that are gone (one click takes them away), wrong conditions. */
export function layoutCheck(objects: () => ReadonlyMap<string, ObjectModel>): DocumentCheck {
  const draft = useDraft()

  function removeAt(key: string, pointer: string): void {
    const [section, item] = (pointer.match(/\d+/g) ?? []).map(Number)
    draft.run({ 'zh-CN': '移除已删除字段', en: 'Take away a deleted field' }, (editor) =>
      editor.change('layout', key, (layout) => ({
        ...layout,
        sections: layout.sections.map((one, at) =>
          at === section ? { ...one, items: one.items.filter((_, index) => index !== item) } : one,
        ),
      })),
    )
  }

  return (document) => {
    if (document.kind !== 'layout') return []
    return layoutProblems(document, objects()).map(({ code, pointer, message, hint }) => ({
      id: `layout.${code}:${document.key}${pointer}`,
      grade: 'block',
      message,
      hint,
      kind: 'layout',
      key: document.key,
      pointer,
      ...(code === 'deleted'
        ? { fix: { label: { 'zh-CN': '移除', en: 'Take away' }, run: () => removeAt(document.key, pointer) } }
        : {}),
    }))
  }
}
