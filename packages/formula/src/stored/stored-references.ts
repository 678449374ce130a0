import { tokenize } from '../source/tokenize.js'

export interface StoredReferences {
  readonly fields: readonly string[]
  /** Those that an AS names. */
  readonly objects: readonly string[]
  readonly options: readonly { readonly field: string; readonly option: string }[]
}

/** What a stored formula refers to, each once, in order; read from its tokens, so no scope is needed. */
export function storedReferences(stored: string): StoredReferences {
  const fields = new Set<string>()
  const objects = new Set<string>()
  const options = new Map<string, { readonly field: string; readonly option: string }>()
  for (const token of tokenize(stored).tokens) {
    if (token.kind === 'field') fields.add(token.id)
    if (token.kind === 'object') objects.add(token.id)
    if (token.kind === 'option')
      options.set(`${token.field}/${token.option}`, { field: token.field, option: token.option })
  }
  return { fields: [...fields], objects: [...objects], options: [...options.values()] }
}
