import { storedReferences } from '@tessera/formula'
import { isTexts, type Localized } from '../text/localized.js'
import { toPointer } from '../text/json-pointer.js'
import type { DocumentKind, StoredDocument } from '../documents/document.js'
import { fieldOfOption, referencePlaces, type ReferencePlace } from '../documents/reference-places.js'
import type { DocumentSet } from '../changes/change-set.js'

/** What is used: a document (an object is one), a field, or an option of a field, by id. */
export type UsageTarget =
  | { readonly type: 'document'; readonly id: string }
  | { readonly type: 'field'; readonly id: string }
  | { readonly type: 'option'; readonly field: string; readonly id: string }

/** Where it is used. `path` is a JSON pointer into the document; `label` names the nearest part that has a name. */
export interface UsageSource {
  readonly kind: DocumentKind
  readonly key: string
  readonly documentId: string
  readonly path: string
  readonly label: Localized
}

export interface ReferenceUsage {
  readonly target: UsageTarget
  readonly source: UsageSource
}

/** All usages of a set, found by target. */
export interface ReferenceIndex {
  readonly usages: readonly ReferenceUsage[]
  /** Where a document (object, view, role) is used. */
  ofDocument(id: string): readonly UsageSource[]
  ofField(id: string): readonly UsageSource[]
  ofOption(fieldId: string, optionId: string): readonly UsageSource[]
}

/**
 * Where every document, field and option of a set is used, from the properties that hold references and from the tokens of
 * stored formulas; never from text search. System fields stand under their keys, which are the same in
 * every object.
 */
export function buildReferenceIndex(set: DocumentSet): ReferenceIndex {
  const usages = [...set.values()].flatMap(usagesOf)
  const sources = new Map<string, UsageSource[]>()
  for (const { target, source } of usages) {
    const name = nameOf(target)
    const known = sources.get(name)
    if (known === undefined) sources.set(name, [source])
    else known.push(source)
  }
  const find = (target: UsageTarget): readonly UsageSource[] => sources.get(nameOf(target)) ?? []
  return {
    usages,
    ofDocument: (id) => find({ type: 'document', id }),
    ofField: (id) => find({ type: 'field', id }),
    ofOption: (field, id) => find({ type: 'option', field, id }),
  }
}

/** The usages one document makes. */
export function usagesOf(document: StoredDocument): readonly ReferenceUsage[] {
  return referencePlaces(document).flatMap((place) => {
    const { kind, key, id: documentId } = document
    const source = { kind, key, documentId, path: toPointer(place.path), label: labelOf(place, key) }
    return targetsOf(place).map((target) => ({ target, source }))
  })
}

function targetsOf(place: ReferencePlace): readonly UsageTarget[] {
  const { rule, value } = place
  switch (rule.holds) {
    case 'formula': {
      const { fields, objects, options } = storedReferences(value)
      return [
        ...objects.map((id) => ({ type: 'document', id }) as const),
        ...fields.map((id) => ({ type: 'field', id }) as const),
        ...options.map(({ field, option }) => ({ type: 'option', field, id: option }) as const),
      ]
    }
    case 'field':
    case 'path':
    case 'sortPath':
      return fieldsOf(value.replace(/^-/, ''))
    case 'relation': {
      const [object = '', ...lookup] = value.split('.')
      return [{ type: 'document', id: object }, ...fieldsOf(lookup.join('.'))]
    }
    case 'option':
      return [{ type: 'option', field: fieldOfOption(place) ?? '', id: value }]
    default:
      return [{ type: 'document', id: value }]
  }
}

function fieldsOf(path: string): readonly UsageTarget[] {
  return path.split('.').map((id) => ({ type: 'field', id }))
}

/** The label, title or message of the innermost part that has one. What is in the configuration of a node is no name. */
function labelOf({ rule, owners }: ReferencePlace, key: string): Localized {
  const named = rule.at.includes('config') ? owners.slice(0, 2) : owners
  for (const { label, message, title } of [...named].reverse()) {
    for (const name of [label, message, title]) if (typeof name === 'string' || isTexts(name)) return name
  }
  return key
}

function nameOf(target: UsageTarget): string {
  return target.type === 'option' ? `option/${target.field}/${target.id}` : `${target.type}/${target.id}`
}
