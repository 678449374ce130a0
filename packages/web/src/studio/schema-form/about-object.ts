import type { SchemaContext } from './context'
import type { JsonObject } from './schema-value'

/**
 * Key of the object that a field or formula is about: the form's, or the one named by the property beside it: an `object` by its
 * key, a `relation` by its first part, a `target` by the node whose records are meant.
 */
export function aboutObject(context: SchemaContext, about: string | undefined, whole: JsonObject): string {
  if (about === undefined) return context.object
  const named = whole[about]
  if (typeof named !== 'string' || named === '') return about === 'target' ? context.object : ''
  if (about === 'relation') return named.split('.')[0] ?? ''
  if (about === 'target') return context.nodes.find(({ id }) => id === named)?.object ?? context.object
  return named
}

/** The object whose fields an action writes: the one it names, that of the node it names, else the form's. */
export function writtenObject(context: SchemaContext, whole: JsonObject): string {
  if (typeof whole.object === 'string' && whole.object !== '') return whole.object
  return aboutObject(context, 'target', whole)
}
