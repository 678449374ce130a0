import { compile } from '@tessera/formula'
import type { LayoutDocument, Localized, Texts } from '@tessera/metadata'
import { formulaScope } from '@/formula/scope'
import type { ObjectModel } from '@/model/objects'

/** Something wrong with a layout, at a JSON pointer into its document. */
export interface LayoutProblem {
  readonly code: 'deleted' | 'formula'
  readonly pointer: string
  readonly message: Texts
  readonly hint?: Localized | undefined
}

const conditions = ['visibleWhen', 'requiredWhen', 'readOnlyWhen'] as const

/** What `#deleted(label)` says of a field that is gone; else the key itself. */
export function deletedLabel(field: string): string {
  return /^#deleted\((.*)\)$/.exec(field)?.[1] ?? field
}

/** Fields that are gone and conditions that do not check, as the server will see them. */
export function layoutProblems(
  { sections, object }: Pick<LayoutDocument, 'sections' | 'object'>,
  objects: ReadonlyMap<string, ObjectModel>,
): readonly LayoutProblem[] {
  const model = objects.get(object)
  if (model === undefined) return []
  const scope = formulaScope(objects, object, { me: true, old: true })
  const formulaProblems = (body: object, at: string): readonly LayoutProblem[] =>
    conditions.flatMap((name) => {
      const text = (body as Readonly<Partial<Record<string, unknown>>>)[name]
      if (typeof text !== 'string') return []
      return compile(text, scope, { type: 'boolean' })
        .problems.slice(0, 1)
        .map(({ message, hint }): LayoutProblem => ({ code: 'formula', pointer: `${at}/${name}`, message, hint }))
    })
  return sections.flatMap((section, s) => [
    ...formulaProblems(section, `/sections/${s}`),
    ...section.items.flatMap((item, i) => {
      const at = `/sections/${s}/items/${i}`
      const gone = model.fieldsByKey.has(item.field) ? [] : [deletedProblem(item.field, at)]
      return [...gone, ...formulaProblems(item, at)]
    }),
  ])
}

function deletedProblem(field: string, pointer: string): LayoutProblem {
  const name = deletedLabel(field)
  return {
    code: 'deleted',
    pointer,
    message: { 'zh-CN': `布局里的字段「${name}」已删除。`, en: `The field “${name}” of this layout was deleted.` },
    hint: { 'zh-CN': '移除它，或恢复这个字段。', en: 'Take it away, or restore the field.' },
  }
}
