import { AppError } from '@tessera/metadata'
import { empty } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { refuseNarrow } from '../../identity/prove-oneself.js'
import { idSchema, NO_BODY } from '../schemas.js'

/** Signs the caller out somewhere else. */
export const deleteMySession = defineRoute<{ params: { id: string } }>({
  method: 'DELETE',
  path: '/api/me/sessions/:id',
  tag: 'session',
  name: 'deleteMySession',
  policy: 'account',
  summary: { 'zh-CN': '结束自己在某台设备上的登录', en: 'Signs the caller out of one device' },
  input: { params: { id: idSchema }, query: null, body: null },
  limits: NO_BODY,
  output: { 204: { description: 'Ended' } },
  async handler(call, { sessions, audit }) {
    const { identity, params } = call
    refuseNarrow(identity)
    await audit.around(call, async (note) => {
      if (!(await sessions.endOne(identity.accountId, params.id))) throw new AppError('session.not_found')
      await note({ action: 'session.ended', details: { count: 1 } })
    })
    return empty(204)
  },
})
