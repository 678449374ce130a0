import type { SecretChange } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { answerShape, idSchema, ORDINARY_BODY, shape } from '../schemas.js'
import { hostSchema, purposeSchema, secretSchema, valueSchema } from './secret-schemas.js'

/** Changes a secret. Another host drops the value: what was given for one place is not sent to another. */
export const changeSecret = defineRoute<{ params: { id: string }; body: SecretChange }>({
  method: 'PATCH',
  path: '/api/secrets/:id',
  tag: 'secrets',
  name: 'changeSecret',
  policy: 'administrator',
  summary: { 'zh-CN': '修改密钥', en: 'Changes a secret' },
  input: {
    params: { id: idSchema },
    query: null,
    body: shape({ host: hostSchema, purpose: { ...purposeSchema, type: ['string', 'null'] }, value: valueSchema }),
  },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'The secret, without its value', schema: answerShape({ secret: secretSchema }) } },
  handler: async ({ actor, params, body, origin }, { engine }) =>
    json(200, { secret: await engine.secrets.change(actor, params.id, body, origin) }),
})
