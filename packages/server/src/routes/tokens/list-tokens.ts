import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { RoleNames } from '../../identity/role-titles.js'
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
  async handler({ actor }, { engine, tokens }) {
    const names = await RoleNames.of(engine, actor.workspace)
    const made = await tokens.list(actor)
    return json(200, {
      tokens: made.map(({ role, ...token }) => ({
        ...token,
        role: role === null ? null : (names.keysOf([role])[0] ?? role),
      })),
    })
  },
})
