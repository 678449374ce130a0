import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, NO_BODY } from '../schemas.js'
import { secretSchema } from './secret-schemas.js'

/** The secrets of the workspace by name; never their values. */
export const listSecrets = defineRoute({
  method: 'GET',
  path: '/api/secrets',
  tag: 'secrets',
  name: 'listSecrets',
  policy: 'studio',
  summary: { 'zh-CN': '密钥列表', en: 'The secrets of the workspace' },
  input: { params: null, query: null, body: null },
  limits: NO_BODY,
  output: {
    200: { description: 'By name', schema: answerShape({ secrets: { type: 'array', items: secretSchema } }) },
  },
  handler: async ({ actor }, { engine }) => json(200, { secrets: await engine.secrets.list(actor) }),
})
