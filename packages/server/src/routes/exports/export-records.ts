import type { Actor, OpenExport } from '@tessera/engine'
import { AppError, type ExportRequest } from '@tessera/metadata'
import contentDisposition from 'content-disposition'
import type { ServerResponse } from 'node:http'
import { refuseLooking } from '../../audit/refuse-looking.js'
import { csvFile, machineCsvFile } from '../../exports/csv-file.js'
import { xlsxFile } from '../../exports/xlsx/xlsx-file.js'
import type { Answer } from '../../http/answer.js'
import { callerNow } from '../../http/caller-now.js'
import { defineRoute } from '../../http/route.js'
import { sendPieces } from '../../http/send-pieces.js'
import { whileAllowed } from '../../http/while-allowed.js'
import { QUERY_BODY } from '../records/record-schemas.js'
import { exportRequestSchema } from './export-request.js'

const contentTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** What some file system does not take in a name. */
const unfitForNames = /[\\/:*?"<>|]/g

/**
 * Records as a file, streamed while they are read; noted in the audit log before its first byte. It shows one moment of the data and of
 * who sees which records; whose session ends meanwhile, or whose rights on the object change, gets no further page.
 */
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
  async handler(call, services) {
    const { engine, audit, log } = services
    refuseLooking(call)
    const { actor, body } = call
    const { object: _, format, ...rest } = body
    const whoNow = callerNow(services, call)
    const rightsOf = async (who: Actor): Promise<string> => {
      const { objects } = await engine.access.mine(who)
      return JSON.stringify(objects[body.object])
    }
    const open = await engine.exports.open(actor, body)
    try {
      const rights = await rightsOf(actor)
      const stillMay = async (): Promise<void> => {
        const now = await whoNow()
        if (now === undefined || (await rightsOf(now)) !== rights) throw new AppError('access.denied')
      }
      const fields = open.columns.map(({ path }) => path)
      const details = { count: open.count, ...rest, format, fields }
      await audit.note(call, { action: 'records.exported', object: open.object.id, details })
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
          send(open, body, stillMay, response).catch((error: unknown) =>
            log.warn({ err: error }, 'An export was cut off'),
          )
        },
      } satisfies Answer
    } catch (error) {
      await open.close()
      throw error
    }
  },
})

async function send(
  open: OpenExport,
  { format, forMachines }: ExportRequest,
  stillMay: () => Promise<void>,
  response: ServerResponse,
): Promise<void> {
  const { object, columns } = open
  const allowed = { object, columns, pages: () => whileAllowed(open.pages(), stillMay) }
  const file = format === 'xlsx' ? xlsxFile(allowed) : forMachines === true ? machineCsvFile(allowed) : csvFile(allowed)
  // Whoever goes away frees the connection at once, not when the page that is being read has come.
  response.once('close', () => void open.close())
  try {
    await sendPieces(file, response)
  } finally {
    await open.close()
  }
}
