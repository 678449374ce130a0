import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, NO_BODY } from '../schemas.js'

const text = { type: 'string' }
const textOrNull = { type: ['string', 'null'] }

/** The caller's own tokens; never their text. */
export const listTokens = defineRoute({
  method: 'GET',
  path: '/api/tokens',
  tag: 'tokens',
  name: 'listTokens',
  policy: 'account',
  summary: { 'zh-CN': '我的 API 令牌', en: 'My API tokens' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: {
      description: 'Tokens, newest first',
      schema: answerShape({
        tokens: {
          type: 'array',
          items: answerShape({
            id: text,
            name: text,
            role: textOrNull,
            createdAt: text,
            expiresAt: textOrNull,
            lastUsedAt: textOrNull,
          }),
        },
      }),
    },
  },
  handler: async ({ actor }, { tokens }) => json(200, { tokens: await tokens.list(actor) }),
})
