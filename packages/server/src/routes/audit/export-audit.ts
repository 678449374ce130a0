import { AppError, type AuditEntry, type Locale } from '@tessera/metadata'
import { auditPolicy, requireLog } from '../../audit/audit-rights.js'
import { csvLine } from '../../csv/csv-line.js'
import { refuseLooking } from '../../audit/refuse-looking.js'
import type { Answer } from '../../http/answer.js'
import { callerNow } from '../../http/caller-now.js'
import { meetsPolicy } from '../../http/identify-caller.js'
import { sendPieces } from '../../http/send-pieces.js'
import { whileAllowed } from '../../http/while-allowed.js'
import { defineRoute } from '../../http/route.js'
import { NO_BODY } from '../schemas.js'
import { auditQuerySchema, type AuditParameters } from './audit-query.js'

const heads: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['序号', '时间', '操作人', '方式', '动作', '说明', '模块', '记录', '对象', '详情', '地址', '请求编号'],
  en: ['No.', 'Time', 'Who', 'Through', 'Action', 'What', 'Module', 'Record', 'About', 'Details', 'Address', 'Request'],
}

/**
 * The lines that fit as a CSV file for spreadsheets, streamed; that it was exported is itself a line. Whoever may not read the log any
 * more gets no further page.
 */
export const exportAudit = defineRoute<{ query: AuditParameters }>({
  method: 'GET',
  path: '/api/audit/export',
  tag: 'audit',
  name: 'exportAudit',
  policy: auditPolicy,
  streams: true,
  summary: { 'zh-CN': '导出审计日志', en: 'Exports the audit log' },
  input: { params: null, query: auditQuerySchema, body: null },
  limits: NO_BODY,
  output: { 200: { description: 'The lines, newest first', contentType: 'text/csv', schema: { type: 'string' } } },
  async handler(call, services) {
    const { engine, audit, log } = services
    const { actor, locale, incoming } = call
    refuseLooking(call)
    const { log: asked, ...query } = call.query
    const name = requireLog(actor, asked)
    const isHead = incoming.method === 'HEAD'
    const whoNow = callerNow(services, call)
    const stillMay = async (): Promise<void> => {
      const now = await whoNow()
      if (now === undefined || !(await meetsPolicy(services, now, auditPolicy))) throw new AppError('access.denied')
      requireLog(now, asked)
    }
    if (!isHead) await audit.note(call, { action: 'audit.exported', details: { log: name, ...query } })
    const pages = engine.audit.pages(actor, name, query)[Symbol.asyncIterator]()
    // The first page before the head is out: what is wrong with the question is a problem answer, not a broken file.
    const first = isHead ? undefined : await pages.next()
    return {
      status: 200,
      contentType: 'text/csv; charset=utf-8',
      headers: ['Content-Disposition', 'attachment; filename="audit.csv"', 'X-Accel-Buffering', 'no'],
      stream: (response) => {
        if (isHead) return void response.end()
        sendPieces(whileAllowed(linesOf(first, pages, locale), stillMay), response).catch((error: unknown) =>
          log.warn({ err: error }, 'The export of the audit log was cut off'),
        )
      },
    } satisfies Answer
  },
})

type Page = IteratorResult<readonly AuditEntry[]>

async function* linesOf(
  first: Page | undefined,
  pages: AsyncIterator<readonly AuditEntry[]>,
  locale: Locale,
): AsyncGenerator<string> {
  // The mark tells spreadsheets that the file is UTF-8.
  yield `\uFEFF${csvLine(heads[locale])}`
  for (let page = first; page !== undefined && page.done !== true; page = await pages.next()) {
    const text = page.value.map(lineOf).join('')
    if (text !== '') yield text
  }
}

function lineOf({
  n,
  at,
  actor,
  through,
  action,
  sentence,
  object,
  record,
  subject,
  details,
  ...rest
}: AuditEntry): string {
  return csvLine([
    n,
    at,
    actor === null ? (through.title ?? null) : (actor.title ?? actor.id),
    through.title === undefined || actor === null ? through.kind : `${through.kind}: ${through.title}`,
    action,
    sentence,
    object?.label ?? null,
    record ?? null,
    subject === undefined ? null : `${subject.kind} ${subject.title ?? subject.key}`,
    JSON.stringify(details),
    rest.address,
    rest.requestId,
  ])
}
