import type { Localized, ObjectDocument, WireDocument } from '@tessera/metadata'
import { keyFor } from '../draft/keys'

/** A new module with the one field every record is known by. */
export function newObject(label: string, icon: string, documents: readonly WireDocument[]): ObjectDocument {
  const keys = documents.filter(({ kind }) => kind === 'object').map(({ key }) => key)
  const name: Localized = { 'zh-CN': '名称', en: 'Name' }
  return {
    kind: 'object',
    key: keyFor(label, keys, 'module'),
    label,
    icon,
    titleField: 'name',
    fields: [{ key: 'name', type: 'text', label: name, required: true }],
  }
}

/** Does another module go by this name already? */
export function isNameTaken(label: string, documents: readonly WireDocument[], except?: string): boolean {
  const wanted = label.trim().toLowerCase()
  return documents.some((document) => {
    if (document.kind !== 'object' || document.key === except) return false
    const texts = typeof document.label === 'string' ? [document.label] : Object.values(document.label)
    return texts.some((text) => text.trim().toLowerCase() === wanted)
  })
}
