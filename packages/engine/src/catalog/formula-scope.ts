import type { Scope, ScopeField } from '@tessera/formula'
import type { Catalog, CatalogField, CatalogObject, CatalogProblem } from './catalog.js'
import type { FieldShell } from './field-shell.js'
import type { ObjectBody } from './object-body.js'

/** An object while types are resolved: fields can be looked up, nothing more. */
export interface ObjectShell {
  readonly body: ObjectBody
  readonly fields: readonly FieldShell[]
  readonly byId: ReadonlyMap<string, FieldShell>
  readonly byKey: ReadonlyMap<string, FieldShell>
}

/** What the types of computed fields are inferred from and written into. */
export interface TypeWorld {
  readonly objects: ReadonlyMap<string, ObjectShell>
  readonly userObject: string
  readonly problems: CatalogProblem[]
  /** Ids of objects taken over from an earlier catalog: their types are known. */
  readonly settled: ReadonlyMap<string, CatalogObject>
  /** What the others were typed by; see `CatalogObject.reads`. */
  readonly reads: ReadonlyMap<string, Set<string>>
}

/**
 * The scope of texts about an object while its catalog is being built.
 *
 * @param reader the object whose text it is, where it is about another one (filters of roll-ups)
 */
export function scopeOf(
  types: TypeWorld,
  root: string,
  allow: { me: boolean; old: boolean },
  reader: string = root,
): Scope {
  const reads = types.reads.get(reader)
  return {
    root,
    userObject: types.userObject,
    allowMe: allow.me,
    allowOld: allow.old,
    hasTree: (object) => {
      const parent = types.objects.get(object)?.fields.find(({ isTreeParent }) => isTreeParent)
      if (parent !== undefined) reads?.add(`${object}/${parent.id}`)
      return parent !== undefined
    },
    objectKey: (object) => types.objects.get(object)?.body.key,
    fieldKeys: (object) => keysOf(types.objects.get(object)?.fields),
    field: (object, name) => {
      const shell = types.objects.get(object)
      const field = 'id' in name ? shell?.byId.get(name.id) : shell?.byKey.get(name.key)
      if (field === undefined || field.definition.kind === 'details') return undefined
      reads?.add(`${object}/${field.id}`)
      return scopeField(field)
    },
  }
}

/** The scope of a finished catalog: for filters, stored forms and everything compiled later. */
export function formulaScope(catalog: Catalog, root: CatalogObject, allow: { me: boolean; old: boolean }): Scope {
  return { ...scopeIn(catalog, allow), root: root.id }
}

function scopeIn(catalog: Catalog, allow: { me: boolean; old: boolean }): Omit<Scope, 'root'> {
  return {
    userObject: catalog.userObject,
    allowMe: allow.me,
    allowOld: allow.old,
    hasTree: (object) => catalog.objects.get(object)?.tree !== undefined,
    objectKey: (object) => catalog.objects.get(object)?.key,
    fieldKeys: (object) => keysOf(catalog.objects.get(object)?.fields),
    field: (object, name) => {
      const found = catalog.objects.get(object)
      const field: CatalogField | undefined =
        'id' in name ? found?.fieldsById.get(name.id) : found?.fieldsByKey.get(name.key)
      return field === undefined || field.definition.kind === 'details' ? undefined : scopeField(field)
    },
  }
}

/** The scope of texts about no record: those of a workflow without an object. */
export function scopeOfNothing(catalog: Catalog, allow: { me: boolean; old: boolean }): Scope {
  return { ...scopeIn(catalog, allow), root: '' }
}

/** Details have no value of their own: formulas read the roll-ups over them. */
const keysOf = (fields: readonly CatalogField[] = []): string[] =>
  fields.flatMap(({ key, definition }) => (definition.kind === 'details' ? [] : [key]))

/** Paths go over stored lookups and links: a record that a formula gives, or the record itself, has no column to join on. */
function scopeField(field: Pick<CatalogField, 'id' | 'key' | 'formulaType' | 'class' | 'definition'>): ScopeField {
  const isLookup = ['stored', 'links', 'anyLookup'].includes(field.definition.kind) && field.key !== 'id'
  return { id: field.id, key: field.key, type: field.formulaType, class: field.class, isLookup }
}
