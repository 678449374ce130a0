import { empty } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { recordParams } from '../records/record-schemas.js'
import { idSchema, NO_BODY } from '../schemas.js'

/** Takes a share back: with the next request nobody sees the record by it. */
export const unshareRecord = defineRoute<{ params: { object: string; id: string; share: string } }>({
  method: 'DELETE',
  path: '/api/records/:object/:id/shares/:share',
  tag: 'access',
  name: 'unshareRecord',
  policy: 'account',
  summary: { 'zh-CN': '收回共享', en: 'Takes a share back' },
  input: { params: { ...recordParams, share: idSchema }, query: null, body: null },
  limits: NO_BODY,
  output: { 204: { description: 'Taken back' } },
  async handler({ actor, params, origin }, { engine }) {
    await engine.access.unshare(actor, params.object, params.id, params.share, origin)
    return empty(204)
  },
})
