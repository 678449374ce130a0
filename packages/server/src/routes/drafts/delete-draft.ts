import { empty } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { NO_BODY } from '../schemas.js'
import { versionSchema } from './draft-schemas.js'

/** Throws the caller's draft away; with `version` only when nobody saved it since. */
export const deleteDraft = defineRoute<{ query: { version?: number } }>({
  method: 'DELETE',
  path: '/api/draft',
  tag: 'drafts',
  name: 'deleteDraft',
  policy: 'studio',
  summary: { 'zh-CN': '放弃草稿', en: 'Throws the draft away' },
  input: { params: null, query: { version: versionSchema }, body: null },
  limits: NO_BODY,
  output: { 204: { description: 'There is no draft' } },
  async handler({ actor, query }, { engine }) {
    await engine.drafts.discard(actor, query.version)
    return empty(204)
  },
})
