import type { FormulaType, Scope } from '@tessera/formula'
import { localize, type Locale, type Localized } from '@tessera/metadata'
import type { FieldModel, ObjectModel } from '@/model/objects'
import { formulaScope } from '@/formula/scope'

interface Option {
  readonly key: string
  readonly label: Localized
}

/**
 * A scope for explaining formulas: options have their labels in the reader's language, and a field is known by object and id,
 * since fields of a draft may have no ids of their own yet, only keys.
 */
export function labelledScope(objects: ReadonlyMap<string, ObjectModel>, root: string, locale: Locale): Scope {
  const scope = formulaScope(objects, root, { me: true, old: true })
  const byId = new Map([...objects.values()].map((object) => [object.id, object]))
  return {
    ...scope,
    field: (object, name) => {
      const found = scope.field(object, name)
      if (found === undefined) return undefined
      const field = byId.get(object)?.fieldsByKey.get(found.key)
      return { ...found, id: `${object}/${found.id}`, type: labelledType(found.type, field, locale) }
    },
  }
}

/** The label of a field by the id that `labelledScope` gave it. */
export function labelOfPlacedId(objects: ReadonlyMap<string, ObjectModel>, placedId: string, locale: Locale): string {
  const [objectId, id = ''] = placedId.split('/')
  const object = [...objects.values()].find((one) => one.id === objectId)
  return localize(object?.fields.find((one) => one.id === id)?.label ?? id, locale)
}

function labelledType(type: FormulaType, field: FieldModel | undefined, locale: Locale): FormulaType {
  if (type.kind === 'list') return { ...type, of: labelledType(type.of, field, locale) }
  const options = field?.document.options
  if (type.kind !== 'option' || !Array.isArray(options)) return type
  const labels = new Map((options as readonly Option[]).map(({ key, label }) => [key, localize(label, locale)]))
  return {
    ...type,
    options: type.options.map((option) => ({ ...option, label: labels.get(option.key) ?? option.label })),
  }
}
