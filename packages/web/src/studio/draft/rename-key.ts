import { fromStored, toStored } from '@tessera/formula'
import { isEqualJson, mapReferences, type AnyDocument, type ReferencePlace, type WireDocument } from '@tessera/metadata'
import { formulaScope } from '@/formula/scope'
import type { FieldModel, ObjectModel } from '@/model/objects'

/** What gets another key. */
export type Rename =
  | { readonly object: string; readonly to: string }
  | { readonly object: string; readonly field: string; readonly to: string }

/**
 * All documents that speak of a module or a field by its key, with the new key in them; documents that do not are left out. The
 * thing itself is renamed too. Formulas that cannot be read stay as they are and are found by the check of the draft.
 */
export function renamed(
  rename: Rename,
  documents: readonly WireDocument[],
  objects: ReadonlyMap<string, ObjectModel>,
): readonly { readonly before: WireDocument; readonly after: WireDocument }[] {
  const world = new RenameWorld(rename, objects)
  return documents.flatMap((before) => {
    const after = world.own(world.references(before))
    return isEqualJson(after, before) ? [] : [{ before, after }]
  })
}

class RenameWorld {
  readonly #told: ReadonlyMap<string, ObjectModel>

  constructor(
    private readonly rename: Rename,
    private readonly objects: ReadonlyMap<string, ObjectModel>,
  ) {
    this.#told = new Map([...objects].map(([key, object]) => [key, withTellingIds(object)]))
  }

  references(document: WireDocument): WireDocument {
    return mapReferences(document as unknown as AnyDocument, (place) =>
      this.#place(place, document),
    ) as unknown as WireDocument
  }

  /** The renamed thing itself. */
  own(document: WireDocument): WireDocument {
    const { rename } = this
    if (document.kind !== 'object' || document.key !== rename.object) return document
    if (!('field' in rename)) return { ...document, key: rename.to }
    const fields = document.fields.map((field) => (field.key === rename.field ? { ...field, key: rename.to } : field))
    return { ...document, fields }
  }

  #place({ rule, value, root }: ReferencePlace, document: WireDocument): string {
    const about = root === undefined ? '' : 'self' in root ? document.key : root.name
    switch (rule.holds) {
      case 'object':
        return this.#object(value)
      case 'field':
      case 'path':
        return this.#path(value, about)
      case 'sortPath':
        return value.startsWith('-') ? `-${this.#path(value.slice(1), about)}` : this.#path(value, about)
      case 'relation': {
        const [object = '', ...path] = value.split('.')
        return `${this.#object(object)}.${this.#path(path.join('.'), object)}`
      }
      case 'formula':
        return this.#formula(value, about)
      default:
        return value
    }
  }

  #object(key: string): string {
    return !('field' in this.rename) && key === this.rename.object ? this.rename.to : key
  }

  #path(path: string, about: string): string {
    if (!('field' in this.rename)) return path
    let at: string | undefined = about
    const steps = path.split('.').map((step) => {
      const field: FieldModel | undefined = this.objects.get(at ?? '')?.fieldsByKey.get(step)
      const after = at === undefined ? step : this.#field(at, step)
      at = field?.links ?? field?.target
      return after
    })
    return steps.join('.')
  }

  #field(object: string, key: string): string {
    const { rename } = this
    return 'field' in rename && object === rename.object && key === rename.field ? rename.to : key
  }

  #formula(text: string, about: string): string {
    const { rename } = this
    if (!text.includes('field' in rename ? rename.field : rename.object)) return text
    const { stored } = toStored(text, formulaScope(this.#told, about, { me: true, old: true }))
    if (stored === undefined) return text
    return fromStored(stored, {
      field: (id) => {
        const [object = '', key = id] = id.split(SEPARATOR)
        return { key: key === id ? id : this.#field(object, key) }
      },
      object: (id) => ({ key: this.#object([...this.objects.values()].find((one) => one.id === id)?.key ?? id) }),
      option: (field, option) => ({ key: this.#optionKey(field, option) }),
    })
  }

  /** The key of an option; its field goes by the id it has in documents. */
  #optionKey(field: string, option: string): string {
    for (const { fields } of this.objects.values()) {
      for (const { document } of fields) {
        if ((document.id ?? document.key) !== field || !Array.isArray(document.options)) continue
        const options = document.options as readonly { readonly id?: string; readonly key: string }[]
        const found = options.find(({ id, key }) => (id ?? key) === option)
        if (found !== undefined) return found.key
      }
    }
    return option
  }
}

const SEPARATOR = ':'

/** The object with ids of fields that tell their object and key, whether it was published or not. */
function withTellingIds(object: ObjectModel): ObjectModel {
  const told = (field: FieldModel): FieldModel =>
    field.isSystem ? field : { ...field, id: `${object.key}${SEPARATOR}${field.key}` }
  const fields = object.fields.map(told)
  return { ...object, fields, fieldsByKey: new Map(fields.map((field) => [field.key, field])) }
}
