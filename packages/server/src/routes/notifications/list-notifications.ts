import type { JsonSchema } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, cursorSchema, instantSchema, limitSchema, NO_BODY, nextSchema } from '../schemas.js'

const text: JsonSchema = { type: 'string' }
const textOrNull: JsonSchema = { type: ['string', 'null'] }

const entrySchema = answerShape(
  {
    id: text,
    at: instantSchema,
    title: text,
    text: textOrNull,
    record: answerShape({ object: text, id: text, title: textOrNull }),
    workflow: answerShape({ key: text, label: text }),
    read: { type: 'boolean' },
  },
  ['record', 'workflow'],
)

/** What the caller was told. */
export const listNotifications = defineRoute<{ query: { limit?: number; after?: string; unread?: boolean } }>({
  method: 'GET',
  path: '/api/notifications',
  tag: 'notifications',
  name: 'listNotifications',
  policy: 'account',
  summary: { 'zh-CN': '我的通知', en: 'My notifications' },
  input: {
    params: null,
    query: { limit: limitSchema, after: cursorSchema, unread: { type: 'boolean' } },
    body: null,
  },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Newest first, and how many are unread in all',
      schema: answerShape({
        notifications: { type: 'array', items: entrySchema },
        unread: { type: 'integer' },
        next: nextSchema,
      }),
    },
  },
  handler: async ({ actor, query }, { engine }) => json(200, await engine.notifications.list(actor, query)),
})
