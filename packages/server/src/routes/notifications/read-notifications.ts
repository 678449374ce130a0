import type { NotificationsRead } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, ORDINARY_BODY, shape } from '../schemas.js'

const idsSchema = { type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: 500 }

/** Marks notifications of the caller as read: the named ones, or all. */
export const readNotifications = defineRoute<{ body: NotificationsRead }>({
  method: 'POST',
  path: '/api/notifications/read',
  tag: 'notifications',
  name: 'readNotifications',
  policy: 'account',
  idempotency: 'stored',
  summary: { 'zh-CN': '标为已读', en: 'Marks notifications as read' },
  input: {
    params: null,
    query: null,
    body: { ...shape({ ids: idsSchema, all: { const: true } }), minProperties: 1, maxProperties: 1 },
  },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'How many are still unread', schema: answerShape({ unread: { type: 'integer' } }) } },
  handler: async ({ actor, body }, { engine }) => json(200, await engine.notifications.markRead(actor, body)),
})
