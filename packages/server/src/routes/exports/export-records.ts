import type { OpenExport } from '@tessera/engine'
import type { ExportRequest } from '@tessera/metadata'
import contentDisposition from 'content-disposition'
import type { ServerResponse } from 'node:http'
import { refuseLooking } from '../../audit/refuse-looking.js'
import { csvFile, machineCsvFile } from '../../exports/csv-file.js'
import { xlsxFile } from '../../exports/xlsx/xlsx-file.js'
import type { Answer } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { sendPieces } from '../../http/send-pieces.js'
import { QUERY_BODY } from '../records/record-schemas.js'
import { exportRequestSchema } from './export-request.js'

const contentTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** What some file system does not take in a name. */
const unfitForNames = /[\\/:*?"<>|]/g

/** Records as a file, streamed while they are read; noted in the audit log before its first byte. */
export const exportRecords = defineRoute<{ body: ExportRequest }>({
  method: 'POST',
  path: '/api/exports',
  tag: 'exports',
  name: 'exportRecords',
  policy: 'account',
  reads: true,
  streams: true,
  idempotency: 'none',
  summary: { 'zh-CN': '导出记录', en: 'Exports records' },
  input: { params: null, query: null, body: exportRequestSchema, bodyPaths: 'parameter', textsCheckedByEngine: true },
  limits: QUERY_BODY,
  output: {
    200: {
      description: 'The file; X-Record-Count says how many records it has',
      contentType: 'text/csv',
      schema: { type: 'string', format: 'binary' },
    },
  },
  async handler(call, { engine, audit, log }) {
    refuseLooking(call)
    const { actor, body } = call
    const { object: _, format, ...rest } = body
    const open = await engine.exports.open(actor, body)
    try {
      const fields = open.columns.map(({ path }) => path)
      const details = { count: open.count, ...rest, format, fields }
      await audit.note(call, { action: 'records.exported', object: open.object.id, details })
    } catch (error) {
      await open.close()
      throw error
    }
    const name = `${open.object.label.replace(unfitForNames, ' ')}-${open.day}.${format}`
    return {
      status: 200,
      contentType: contentTypes[format],
      headers: [
        ...['Content-Disposition', contentDisposition(name)],
        ...['X-Record-Count', String(open.count)],
        ...['X-Accel-Buffering', 'no'],
      ],
      stream: (response) => {
        send(open, body, response).catch((error: unknown) => log.warn({ err: error }, 'An export was cut off'))
      },
    } satisfies Answer
  },
})

async function send(open: OpenExport, { format, forMachines }: ExportRequest, response: ServerResponse): Promise<void> {
  const file = format === 'xlsx' ? xlsxFile(open) : forMachines === true ? machineCsvFile(open) : csvFile(open)
  // Whoever goes away frees the connection at once, not when the page that is being read has come.
  response.once('close', () => void open.close())
  try {
    await sendPieces(file, response)
  } finally {
    await open.close()
  }
}
