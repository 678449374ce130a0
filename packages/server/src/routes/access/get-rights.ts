import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, NO_BODY } from '../schemas.js'
import { actionsSchema } from './access-schemas.js'

/** What the caller may do, by object: what screens offer and what they only show. */
export const getRights = defineRoute({
  method: 'GET',
  path: '/api/access',
  tag: 'access',
  name: 'getRights',
  policy: 'account',
  summary: { 'zh-CN': '当前用户的权限', en: 'What the caller may do' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'By key of the object; one that is not there is not seen',
      schema: answerShape({
        objects: {
          type: 'object',
          additionalProperties: answerShape({
            actions: actionsSchema,
            fields: { type: 'object', additionalProperties: { type: 'string', enum: ['masked', 'read'] } },
          }),
        },
      }),
    },
  },
  handler: async ({ actor }, { engine }) => json(200, await engine.access.mine(actor)),
})
