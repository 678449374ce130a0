import { createHash } from 'node:crypto'
import { actionDefinitions, fieldTypeDefinitions, triggerDefinitions } from '@tessera/blocks/definitions'
import type { WireDocument } from '../documents/document.js'
import type { PackOptions } from './pack-folder.js'

/** As much of the system as references need. */
const system = [
  {
    kind: 'object',
    key: 'user',
    system: true,
    label: '人员',
    fields: [{ key: 'name', type: 'text', label: '姓名' }],
  },
] as unknown as readonly WireDocument[]

/** The built-in extensions. */
export const checks: PackOptions = {
  fieldTypes: fieldTypeDefinitions,
  actions: actionDefinitions,
  triggers: triggerDefinitions,
  system,
  hash: (text) => createHash('sha256').update(text).digest('hex'),
}
