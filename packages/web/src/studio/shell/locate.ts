import type { WireDocument } from '@tessera/metadata'
import type { RouteLocationRaw } from 'vue-router'

/**
 * The screen and the place in it where something of a document is designed: `{ kind: 'object', key: 'visit', pointer:
 * '/fields/2/formula' }` → the fields of visit with the third one chosen. Undefined where no designer shows it.
 */
export function placeOf(
  { kind, key, pointer }: { readonly kind: string; readonly key: string; readonly pointer: string },
  documents: readonly WireDocument[],
): RouteLocationRaw | undefined {
  const document = documents.find((one) => one.kind === kind && one.key === key)
  if (document === undefined) return undefined
  const [list, index, property] = pointer.split('/').slice(1)
  if (document.kind === 'object') {
    const params = { object: key }
    if (list === 'fields') {
      const field = document.fields[Number(index)]?.key
      return {
        name: 'studio.fields',
        params,
        query: { ...(field ? { field } : {}), ...(property ? { at: property } : {}) },
      }
    }
    if (list === 'stages') {
      const set = document.stages?.[Number(index)]
      const [, , , , step] = pointer.split('/')
      const stage = property === 'steps' ? set?.steps[Number(step)]?.option : undefined
      return { name: 'studio.stages', params, query: { ...(set ? { set: set.key } : {}), ...(stage ? { stage } : {}) } }
    }
    const tab =
      list === 'rules' || list === 'unique' || list === 'noOverlap' || list === 'duplicates'
        ? { tab: 'rules', at: `${list}/${index ?? ''}` }
        : { tab: 'module' }
    return { name: 'studio.fields', params, query: tab }
  }
  if (document.kind === 'layout') {
    return { name: 'studio.layout', params: { object: document.object, layout: key }, query: { at: pointer } }
  }
  if (document.kind === 'workflow') {
    const node = list === 'nodes' ? document.nodes[Number(index)]?.id : undefined
    return { name: 'studio.flow', params: { flow: key }, query: { ...(node ? { node } : {}), at: pointer } }
  }
  return undefined
}
