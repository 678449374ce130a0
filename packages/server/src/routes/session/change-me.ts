import type { Locale } from '@tessera/metadata'
import { json } from '../../http/answer.js'
import { defineRoute } from '../../http/route.js'
import { refuseNarrow } from '../../identity/prove-oneself.js'
import { answerShape, localeSchema, ORDINARY_BODY, shape, userSchema } from '../schemas.js'

/** Keeps the language the caller chose, so that it is there on every device. */
export const changeMe = defineRoute<{ body: { locale?: Locale } }>({
  method: 'PATCH',
  path: '/api/me',
  tag: 'session',
  name: 'changeMe',
  policy: 'account',
  beforeSecondStep: true,
  summary: { 'zh-CN': '修改自己的设置', en: 'Changes the caller’s settings' },
  input: { params: null, query: null, body: shape({ locale: localeSchema }) },
  limits: ORDINARY_BODY,
  output: { 200: { description: 'The caller', schema: answerShape({ user: userSchema }) } },
  async handler({ actor, identity, body }, { people, accounts }) {
    refuseNarrow(identity)
    if (body.locale !== undefined) await people.change(actor.workspace, identity.accountId, { locale: body.locale })
    return json(200, { user: await accounts.find(identity.accountId) })
  },
})
