import { isUuid } from '@tessera/engine'
import { AppError } from '@tessera/metadata'
import { empty } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { refuseNarrow } from '../../identity/prove-oneself.js'
import { idSchema, NO_BODY } from '../schemas.js'

/** Ends a token of the caller, for every process within a second. */
export const deleteToken = defineRoute<{ params: { id: string } }>({
  method: 'DELETE',
  path: '/api/tokens/:id',
  tag: 'tokens',
  name: 'deleteToken',
  policy: 'account',
  summary: { 'zh-CN': '撤销 API 令牌', en: 'Ends an API token' },
  input: { params: { id: idSchema }, query: null, body: null },
  limits: NO_BODY,
  output: { 204: { description: 'Ended' } },
  async handler(call, { tokens, identities, audit }) {
    const { actor, identity, params } = call
    if (params.id !== identity.apiToken?.id) refuseNarrow(identity)
    await audit.around(call, async (note) => {
      const subjects = isUuid(params.id) ? await tokens.remove(actor, params.id) : []
      if (subjects.length === 0) throw new AppError('token.not_found')
      await note({ action: 'token.deleted', subject: { kind: 'token', key: params.id } })
      await identities.revocations.revoke(...subjects)
    })
    return empty(204)
  },
})
