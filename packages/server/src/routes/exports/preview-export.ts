import type { ExportRequest } from '@tessera/metadata'
import { refuseLooking } from '../../audit/refuse-looking.js'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { QUERY_BODY } from '../records/record-schemas.js'
import { answerShape } from '../schemas.js'
import { exportRequestSchema } from './export-request.js'

const count = { type: 'integer' }
const text = { type: 'string' }

/** What an export would give: records, columns, and which of them it would show less of. */
export const previewExport = defineRoute<{ body: ExportRequest }>({
  method: 'POST',
  path: '/api/exports/preview',
  tag: 'exports',
  name: 'previewExport',
  policy: 'account',
  reads: true,
  idempotency: 'none',
  summary: { 'zh-CN': '预览导出', en: 'Says what an export would give' },
  input: { params: null, query: null, body: exportRequestSchema, bodyPaths: 'parameter', textsCheckedByEngine: true },
  limits: QUERY_BODY,
  output: {
    200: {
      description: 'How many records and which columns',
      schema: answerShape({
        count,
        max: answerShape({ csv: count, xlsx: count }),
        fields: {
          type: 'array',
          items: answerShape(
            { field: text, label: text, access: { enum: ['read', 'masked', 'mixed', 'withheld'] }, reason: text },
            ['reason'],
          ),
        },
      }),
    },
  },
  async handler(call, { engine }) {
    refuseLooking(call)
    return json(200, await engine.exports.preview(call.actor, call.body))
  },
})
