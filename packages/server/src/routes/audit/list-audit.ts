import { auditPolicy, requireLog } from '../../audit/audit-rights.js'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, cursorSchema, limitSchema, NO_BODY, nextSchema } from '../schemas.js'
import { auditQuerySchema, type AuditParameters } from './audit-query.js'

const text = { type: 'string' }
const textOrNull = { type: ['string', 'null'] }
const open = { type: 'object' }

/** Who did what, newest first. */
export const listAudit = defineRoute<{ query: AuditParameters & { limit?: number; after?: string } }>({
  method: 'GET',
  path: '/api/audit',
  tag: 'audit',
  name: 'listAudit',
  policy: auditPolicy,
  summary: { 'zh-CN': '审计日志', en: 'The audit log' },
  input: { params: null, query: { ...auditQuerySchema, limit: limitSchema, after: cursorSchema }, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Lines, newest first',
      schema: answerShape({
        entries: {
          type: 'array',
          items: answerShape(
            {
              n: { type: 'integer' },
              at: text,
              actor: { type: ['object', 'null'] },
              through: open,
              action: text,
              sentence: text,
              object: open,
              record: text,
              subject: open,
              details: open,
              address: textOrNull,
              requestId: textOrNull,
            },
            ['object', 'record', 'subject'],
          ),
        },
        next: nextSchema,
      }),
    },
  },
  async handler({ actor, query: { log, ...query } }, { engine }) {
    return json(200, await engine.audit.list(actor, requireLog(actor, log), query))
  },
})
