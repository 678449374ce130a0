import { tokenize } from '../source/tokenize.js'
import { splice } from './to-stored.js'

export type StoredName = { readonly key: string } | { readonly deleted: string } | undefined

/** Today's names behind ids; `deleted` carries the last label of what is gone. */
export interface StoredNames {
  field(id: string): StoredName
  object(id: string): StoredName
  option(fieldId: string, optionId: string): StoredName
}

/** The stored form as people read it: today's keys; what is gone prints as `#deleted(label)`. */
export function fromStored(stored: string, names: StoredNames): string {
  const replacements = tokenize(stored).tokens.flatMap((token) => {
    if (token.kind === 'field')
      return [{ span: token.span, by: printed(names.field(token.id), token.id, (key) => key) }]
    if (token.kind === 'object')
      return [{ span: token.span, by: printed(names.object(token.id), token.id, (key) => key) }]
    if (token.kind !== 'option') return []
    const name = names.option(token.field, token.option)
    return [{ span: token.span, by: printed(name, token.option, (key) => `"${key.replaceAll('"', '""')}"`) }]
  })
  return splice(stored, replacements)
}

function printed(name: StoredName, id: string, toText: (key: string) => string): string {
  if (name !== undefined && 'key' in name) return toText(name.key)
  return `#deleted(${(name?.deleted ?? id).replaceAll(/[()]/g, ' ')})`
}
