import type { SecretRequest } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, ORDINARY_BODY, shape } from '../schemas.js'
import { hostSchema, purposeSchema, secretSchema, valueSchema } from './secret-schemas.js'

/** Keeps a secret for one host; its value is never given out again. */
export const createSecret = defineRoute<{ body: SecretRequest }>({
  method: 'POST',
  path: '/api/secrets',
  tag: 'secrets',
  name: 'createSecret',
  policy: 'administrator',
  idempotency: 'none',
  summary: { 'zh-CN': '新建密钥', en: 'Keeps a secret' },
  input: {
    params: null,
    query: null,
    body: shape(
      {
        name: { type: 'string', pattern: '^[a-z][A-Za-z0-9_-]{0,39}$', examples: ['erp'] },
        host: hostSchema,
        purpose: purposeSchema,
        value: valueSchema,
      },
      ['name', 'host', 'value'],
    ),
  },
  limits: ORDINARY_BODY,
  output: { 201: { description: 'The secret, without its value', schema: answerShape({ secret: secretSchema }) } },
  handler: async ({ actor, body, origin }, { engine }) =>
    json(201, { secret: await engine.secrets.create(actor, body, origin) }),
})
