import type { AuditLogName } from '@tessera/engine'
import { auditPolicy, requireLog } from '../../audit/audit-rights.js'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, NO_BODY } from '../schemas.js'
import { logSchema } from './audit-query.js'

/** Computes the seals of the log again: whether a line was changed, taken out or cut off. */
export const verifyAudit = defineRoute<{ query: { log?: AuditLogName } }>({
  method: 'GET',
  path: '/api/audit/verify',
  tag: 'audit',
  name: 'verifyAudit',
  policy: auditPolicy,
  summary: { 'zh-CN': '校验审计日志', en: 'Checks the audit log' },
  input: { params: null, query: { log: logSchema }, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Whether every line is as it was written; `head` is the seal of the newest one',
      schema: answerShape(
        {
          intact: { type: 'boolean' },
          entries: { type: 'integer' },
          head: { type: 'string' },
          broken: answerShape({ n: { type: 'integer' }, reason: { enum: ['changed', 'missing', 'cut'] } }),
        },
        ['broken'],
      ),
    },
  },
  handler: async ({ actor, query }, { engine }) =>
    json(200, await engine.audit.verify(actor, requireLog(actor, query.log))),
})
