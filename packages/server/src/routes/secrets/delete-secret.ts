import { empty } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { idSchema, NO_BODY } from '../schemas.js'

/** Removes a secret that no published workflow sends. */
export const deleteSecret = defineRoute<{ params: { id: string } }>({
  method: 'DELETE',
  path: '/api/secrets/:id',
  tag: 'secrets',
  name: 'deleteSecret',
  policy: 'administrator',
  summary: { 'zh-CN': '删除密钥', en: 'Removes a secret' },
  input: { params: { id: idSchema }, query: null, body: null },
  limits: NO_BODY,
  output: { 204: { description: 'Removed' } },
  async handler({ actor, params, origin }, { engine }) {
    await engine.secrets.remove(actor, params.id, origin)
    return empty(204)
  },
})
