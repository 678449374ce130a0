import { fillDefaults, type FileLimits } from '@tessera/metadata'
import { fieldTypeDefinitions } from '../../definitions.js'
import type { WebField } from '../define-field-type-web.js'

/** What a field of files takes, by its document: the very rules the server goes by. */
export function fileLimits({ type, document }: WebField): FileLimits & { readonly maxCount: number } {
  const definition = fieldTypeDefinitions.get(type)
  const options = definition === undefined ? {} : fillDefaults(definition.optionsSchema, document)
  const { maxBytes = 0, takes = () => false } = definition?.files?.(options) ?? {}
  return { maxBytes, takes, maxCount: typeof options.maxCount === 'number' ? options.maxCount : 1 }
}
