import type { AuditLogName } from '@tessera/engine'
import type { AuditQuery, JsonSchema } from '@tessera/metadata'
import { instantSchema } from '../schemas.js'

const id: JsonSchema = { type: 'string', minLength: 1, maxLength: 60 }

export const logSchema: JsonSchema = { enum: ['workspace', 'installation'] }

/** Parameters that narrow the audit log; the same for the list and the export. */
export const auditQuerySchema: Readonly<Record<string, JsonSchema>> = {
  log: logSchema,
  actor: id,
  action: { type: 'string', pattern: '^[a-z]+(\\.[a-zA-Z]+)?$', maxLength: 60 },
  object: id,
  record: id,
  from: instantSchema,
  to: instantSchema,
  search: { type: 'string', minLength: 1, maxLength: 100 },
}

export type AuditParameters = AuditQuery & { readonly log?: AuditLogName }
