import { compile } from '@tessera/formula'
import type { Compiled, FormulaType, Scope, Wanted } from '@tessera/formula'
import { fieldBeside } from '@tessera/metadata'
import type { ReferencePlace, StoredDocument } from '@tessera/metadata'
import type { Catalog } from '../catalog/catalog.js'
import { formulaScope, scopeOfNothing } from '../catalog/formula-scope.js'

/** Kinds whose conditions are asked while a record changes. */
const mayUseOld: ReadonlySet<string> = new Set(['workflow', 'layout'])

/**
 * The scope of a formula outside of objects, from the object it is about. Undefined where that object is not there, which is
 * told elsewhere; a workflow without an object has formulas about nothing.
 */
export function scopeOfPlace(
  catalog: Catalog,
  document: StoredDocument,
  root: string | undefined,
  { rule }: ReferencePlace,
): Scope | undefined {
  const allow = { me: true, old: mayUseOld.has(document.kind) && rule.root !== 'config' }
  if (root === undefined) return document.kind === 'workflow' ? scopeOfNothing(catalog, allow) : undefined
  const object = catalog.objects.get(root)
  return object === undefined ? undefined : formulaScope(catalog, object, allow)
}

/** Reads a formula as what its place asks for; where that may be one of several types, as the first that fits. */
export function compileAtPlace(catalog: Catalog, scope: Scope, text: string, place: ReferencePlace): Fitted {
  const [first = {}, ...others] = wantedAt(catalog, place)
  const found = { want: first, ...compile(text, scope, first) }
  if (found.problems.length === 0) return asText(found, place, text, scope)
  for (const want of others) {
    const compiled = compile(text, scope, want)
    if (compiled.problems.length === 0) return { want, ...compiled }
  }
  return found
}

export interface Fitted extends Compiled {
  readonly want: Wanted
}

function wantedAt(catalog: Catalog, place: ReferencePlace): readonly Wanted[] {
  const person: FormulaType = { kind: 'record', object: catalog.userObject }
  switch (place.rule.gives) {
    case 'boolean':
      return [{ type: 'boolean' }]
    case 'number':
      return [{ type: 'number' }]
    case 'moment':
      return [{ type: 'datetime' }, { type: 'date' }]
    case 'people':
      return [{ type: person }, { type: { kind: 'list', of: person } }]
    case 'field': {
      const beside = fieldBeside(place)
      const field = catalog.objects.get(beside?.object ?? '')?.fieldsById.get(beside?.field ?? '')
      return [field === undefined ? {} : { type: field.formulaType }]
    }
    default:
      return [{}]
  }
}

/** Lists and records do not become text by themselves: `JOIN` and `TITLE` say how. */
function asText(found: Fitted, { rule }: ReferencePlace, text: string, scope: Scope): Fitted {
  const kind = found.expression?.type.kind
  if (rule.gives !== 'text' || (kind !== 'list' && kind !== 'record')) return found
  const want = { type: 'text' } as const
  return { want, ...compile(text, scope, want) }
}
