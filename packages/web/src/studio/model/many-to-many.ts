import type { FieldDocument, ObjectDocument } from '@tessera/metadata'
import { localize } from '@tessera/metadata'
import type { useDraft } from '../draft/draft-store'
import { freeKey } from './model-graph'

interface Sides {
  /** Keys of the modules: the one that gets the field of links, and the one it links with. */
  readonly from: string
  readonly to: string
  readonly label: string
  /** What the other side is called; '' for no field there. */
  readonly otherLabel: string
}

const keysOf = (object: ObjectDocument): string[] => object.fields.map(({ key }) => key)

const withNew = (object: ObjectDocument, field: FieldDocument): ObjectDocument => ({
  ...object,
  fields: [...object.fields, field],
})

/** The other side of a field of links, as a field of the module it links with. */
export function otherSide(
  { key: from, label: fromLabel }: Pick<ObjectDocument, 'key' | 'label'>,
  field: string,
  target: ObjectDocument,
  label: FieldDocument['label'] = fromLabel,
): FieldDocument {
  return { key: freeKey(from, keysOf(target)), type: 'backlinks', label, relation: `${from}.${field}` }
}

/** Links two modules with each other, many with many, as one step of the draft: a field on either side. */
export function runManyToMany(draft: ReturnType<typeof useDraft>, { from, to, label, otherLabel }: Sides): void {
  const [source, target] = [draft.objects.get(from)?.document, draft.objects.get(to)?.document]
  if (source === undefined || target === undefined) return
  const key = freeKey(to, keysOf(source))
  const step = {
    'zh-CN': `${localize(source.label, 'zh-CN')}：添加多对多关联「${label}」`,
    en: `${localize(source.label, 'en')}: link many with many, “${label}”`,
  }
  draft.run(step, (editor) => {
    editor.change('object', from, (document) => withNew(document, { key, type: 'links', label, target: to }))
    if (otherLabel === '') return
    editor.change('object', to, (document) => withNew(document, otherSide(source, key, document, otherLabel)))
  })
}
